package sextant.ledger;

/**
 * Names of files in a pack: segments of ASCII letters, digits, dot, underscore and dash between single slashes, none
 * beginning with a dot. So no path leaves the folder it is unpacked into, on any system, and none hides.
 */
final class PackPath {
    static final int MAX_LENGTH = 200;

    private PackPath() {}

    static boolean isValid(String path) {
        if (path.isEmpty() || path.length() > MAX_LENGTH) return false;
        char before = '/';
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean word = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
            if (!word && !(before != '/' && (c == '.' || c == '/'))) return false;
            before = c;
        }
        return before != '/';
    }
}
