package sextant.ledger;

/** Names of keys in signed notes: non-empty, no Unicode spaces, no plus, nothing that a line cannot hold. */
final class KeyName {
    /** U+0085, which Unicode counts as white space and {@link Character} does not. */
    private static final int NEXT_LINE = 0x85;

    private KeyName() {}

    static boolean isValid(String name) {
        return !name.isEmpty() && SignedNote.isText(name) && name.codePoints().noneMatch(KeyName::isForbidden);
    }

    private static boolean isForbidden(int c) {
        return c == '+' || c == NEXT_LINE || Character.isSpaceChar(c) || Character.isWhitespace(c);
    }
}
