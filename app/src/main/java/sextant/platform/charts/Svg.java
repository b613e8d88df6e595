package sextant.platform.charts;

/** Writes SVG that is also well-formed XML, with coordinates that no locale can change. */
final class Svg {
    private static final int TENTHS = 10;

    private final StringBuilder out = new StringBuilder(4096);

    /** Opens an element; attributes follow through {@link #with}, then {@link #body} or {@link #end}. */
    Svg open(String element) {
        out.append('<').append(element);
        return this;
    }

    Svg with(String attribute, String value) {
        out.append(' ').append(attribute).append("=\"").append(escaped(value)).append('"');
        return this;
    }

    Svg with(String attribute, double coordinate) {
        out.append(' ').append(attribute).append("=\"");
        append(out, coordinate);
        out.append('"');
        return this;
    }

    /** The class, and the presentation attributes that stand in for it where there is no style sheet. */
    Svg in(Ink ink) {
        out.append(" class=\"").append(ink.cssClass()).append('"').append(ink.attributes());
        return this;
    }

    Svg body() {
        out.append('>');
        return this;
    }

    Svg end() {
        out.append("/>");
        return this;
    }

    Svg close(String element) {
        out.append("</").append(element).append('>');
        return this;
    }

    Svg text(String text) {
        out.append(escaped(text));
        return this;
    }

    /** A whole path element. */
    Svg path(Ink ink, String commands) {
        return open("path").in(ink).with("d", commands).end();
    }

    Svg line(Ink ink, double x1, double y1, double x2, double y2) {
        return path(ink, "M" + point(x1, y1) + "L" + point(x2, y2));
    }

    @Override
    public String toString() {
        return out.toString();
    }

    /** Two coordinates, such as {@code 12 3.4}. */
    static String point(double x, double y) {
        var text = new StringBuilder(12);
        append(text, x);
        append(text.append(' '), y);
        return text.toString();
    }

    /** One coordinate with at most one decimal and always a point: a tenth of a pixel is finer than any screen. */
    static String coordinate(double value) {
        var text = new StringBuilder(6);
        append(text, value);
        return text.toString();
    }

    private static void append(StringBuilder text, double value) {
        long tenths = Math.round(value * TENTHS);
        if (tenths < 0) text.append('-');
        long size = Math.abs(tenths);
        text.append(size / TENTHS);
        if (size % TENTHS != 0) text.append('.').append(size % TENTHS);
    }

    /** Safe in text and in quoted attributes. What XML 1.0 (2.2) allows nowhere becomes U+FFFD. */
    static String escaped(String text) {
        var safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(allowedInXml(character) ? character : 0xFFFD);
            }
        });
        return safe.toString();
    }

    private static boolean allowedInXml(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= 0x20 && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }
}
