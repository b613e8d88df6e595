package sextant.platform.charts;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Reads drawings back, as a browser would. */
final class Drawings {
    private static final Pattern COMMAND = Pattern.compile("([MLHVAZ])([^MLHVAZ]*)");

    private Drawings() {}

    static Document parsed(String svg) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
        } catch (Exception notXml) {
            throw new AssertionError("not well-formed: " + svg, notXml);
        }
    }

    /** Every coordinate that is no number or lies outside the view box. */
    static List<String> coordinatesOutside(String svg) {
        Document document = parsed(svg);
        String[] box = document.getDocumentElement().getAttribute("viewBox").split(" ");
        double width = Double.parseDouble(box[2]);
        double height = Double.parseDouble(box[3]);
        var outside = new ArrayList<String>();
        for (Element element : elements(document)) {
            for (String name : List.of("x", "cx")) check(element.getAttribute(name), width, outside);
            for (String name : List.of("y", "cy")) check(element.getAttribute(name), height, outside);
            Matcher command = COMMAND.matcher(element.getAttribute("d"));
            while (command.find()) {
                String[] numbers = command.group(2).trim().split("[ ,]+");
                switch (command.group(1)) {
                    case "M", "L" -> {
                        check(numbers[0], width, outside);
                        check(numbers[1], height, outside);
                    }
                    case "H" -> check(numbers[0], width, outside);
                    case "V" -> check(numbers[0], height, outside);
                    case "A" -> {
                        check(numbers[5], width, outside);
                        check(numbers[6], height, outside);
                    }
                    default -> {}
                }
            }
        }
        return outside;
    }

    /** Pairs of texts whose boxes meet, with letters as wide as the drawing takes them to be. */
    static List<String> overlappingTexts(String svg) {
        record Box(String text, double left, double right, double bottom) {}
        var boxes = new ArrayList<Box>();
        for (Element element : elements(parsed(svg))) {
            if (!element.getTagName().equals("text")
                    || element.getAttribute("class").contains("c-strong")) continue;
            String text = element.getTextContent();
            double x = Double.parseDouble(element.getAttribute("x"));
            double wide = Labels.width(text);
            double left = switch (element.getAttribute("text-anchor")) {
                case "end" -> x - wide;
                case "middle" -> x - wide / 2;
                default -> x;
            };
            boxes.add(new Box(text, left, left + wide, Double.parseDouble(element.getAttribute("y"))));
        }
        var overlapping = new ArrayList<String>();
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = i + 1; j < boxes.size(); j++) {
                Box one = boxes.get(i);
                Box other = boxes.get(j);
                boolean beside = one.right() <= other.left() + 0.2 || other.right() <= one.left() + 0.2;
                if (!beside && Math.abs(one.bottom() - other.bottom()) < Labels.HEIGHT - 0.2)
                    overlapping.add(one + " meets " + other);
            }
        }
        return overlapping;
    }

    private static void check(String number, double most, List<String> outside) {
        if (number.isEmpty()) return;
        double value = Double.parseDouble(number);
        if (!(value >= 0 && value <= most)) outside.add(number);
    }

    private static List<Element> elements(Document document) {
        var nodes = document.getElementsByTagName("*");
        var elements = new ArrayList<Element>();
        for (int i = 0; i < nodes.getLength(); i++) elements.add((Element) nodes.item(i));
        return elements;
    }
}
