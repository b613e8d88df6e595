package sextant.measurement.intake;

/** How numbers are written: {@code 1,234.5} is a point with commas between thousands. */
public record NumberStyle(Point point, Grouping grouping) {

    public static final NumberStyle PLAIN = new NumberStyle(Point.POINT, Grouping.NONE);

    public NumberStyle {
        if (grouping.separates(point.character()))
            throw new IllegalArgumentException("decimal separator and grouping are the same: " + point);
    }

    /** What stands before the decimals. */
    public enum Point {
        POINT('.'),
        COMMA(',');

        private final char character;

        Point(char character) {
            this.character = character;
        }

        public char character() {
            return character;
        }
    }

    /** What stands between thousands. Spaces and apostrophes include the typographic ones that CLDR's locales use. */
    public enum Grouping {
        NONE(""),
        POINT("."),
        COMMA(","),
        SPACE(" \u00a0\u2009\u202f"),
        APOSTROPHE("'\u2019");

        private final String characters;

        Grouping(String characters) {
            this.characters = characters;
        }

        boolean separates(char c) {
            return characters.indexOf(c) >= 0;
        }
    }
}
