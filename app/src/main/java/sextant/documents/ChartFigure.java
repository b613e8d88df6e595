package sextant.documents;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sextant.platform.print.Pdf;

/**
 * A chart for paper: the drawing without its words, and the words with their places. The renderer would set words inside
 * a drawing with the fonts of the machine, and fails on a machine without any, as servers are; outside it sets them with
 * the bundled ones, as text that can be searched and read aloud.
 */
public record ChartFigure(String svg, List<Label> labels) {
    private static final Pattern TEXT = Pattern.compile("<text\\b([^>]*)>([^<]*)</text>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([\\w-]+)=\"([^\"]*)\"");

    /** The drawing is 680 units wide and 170 mm. */
    private static final BigDecimal MILLIMETRES = new BigDecimal("0.25");
    /** From the top of a label's line to its baseline: IBM Plex Sans in 3 mm on a line of 4 mm. */
    private static final BigDecimal ASCENT = new BigDecimal("3.125");
    /** The width of the box in which a label is aligned. */
    private static final BigDecimal BOX = new BigDecimal("120");

    /**
     * @param place a declaration of its left and top edge
     * @param anchor start, middle or end
     */
    public record Label(String text, String place, String anchor, boolean strong, String colour) {}

    /** @param alternative what the chart shows, for those who do not see it */
    static ChartFigure of(String svg, String alternative) {
        List<Label> labels = new ArrayList<>();
        Matcher text = TEXT.matcher(svg);
        while (text.find()) labels.add(label(text.group(1), text.group(2)));
        return new ChartFigure(Pdf.embedded(text.reset().replaceAll(""), alternative), labels);
    }

    private static Label label(String attributes, String text) {
        BigDecimal x = new BigDecimal(attribute(attributes, "x")).multiply(MILLIMETRES);
        BigDecimal y = new BigDecimal(attribute(attributes, "y")).multiply(MILLIMETRES);
        String anchor = attribute(attributes, "text-anchor");
        BigDecimal left = switch (anchor) {
            case "middle" -> x.subtract(BOX.divide(BigDecimal.TWO));
            case "end" -> x.subtract(BOX);
            default -> x;
        };
        return new Label(
                plain(text),
                "left:" + left.toPlainString() + "mm;top:" + y.subtract(ASCENT).toPlainString() + "mm",
                anchor,
                attributes.contains("font-weight=\"600\""),
                "color:" + attribute(attributes, "fill"));
    }

    private static String attribute(String attributes, String name) {
        Matcher attribute = ATTRIBUTE.matcher(attributes);
        while (attribute.find()) if (attribute.group(1).equals(name)) return attribute.group(2);
        throw new IllegalArgumentException("a label without " + name + ": " + attributes);
    }

    /** The template escapes again. */
    private static String plain(String escaped) {
        return escaped.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
