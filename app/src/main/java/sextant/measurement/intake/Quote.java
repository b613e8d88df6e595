package sextant.measurement.intake;

/** What may enclose a cell; inside it is doubled (RFC 4180 section 2.7). A cell that does not begin with it is plain. */
public enum Quote {
    DOUBLE('"'),
    SINGLE('\'');

    private final char character;

    Quote(char character) {
        this.character = character;
    }

    public char character() {
        return character;
    }
}
