package sextant.platform.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds room for texts, so that none covers another and none leaves the drawing. */
final class Labels {
    /** Pixels a letter at size 12: more than the average of the typeface, as nothing here can measure text. */
    static final double LETTER = 7;

    static final double HEIGHT = 14;

    private final double width;
    private final double height;
    private final List<Box> taken = new ArrayList<>();

    Labels(double width, double height) {
        this.width = width;
        this.height = height;
    }

    enum Anchor {
        START("start"),
        MIDDLE("middle"),
        END("end");

        private final String attribute;

        Anchor(String attribute) {
            this.attribute = attribute;
        }

        String attribute() {
            return attribute;
        }
    }

    /** Where a text may stand: its anchor point on the base line. */
    record Place(double x, double y, Anchor anchor) {}

    private record Box(double left, double top, double right, double bottom) {
        boolean meets(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }
    }

    static double width(String text) {
        return text.codePointCount(0, text.length()) * LETTER;
    }

    /** Writes a text at the first place with room; without any, the text is left out. */
    void write(Svg svg, Ink ink, String text, List<Place> places) {
        if (text.isBlank()) return;
        place(text, places).ifPresent(place -> writeAt(svg, ink, text, place));
    }

    /** Writes a text that must not be missing: at the first place with room, else over whatever is there. */
    void writeAlways(Svg svg, Ink ink, String text, List<Place> places) {
        List<Place> inside =
                places.stream().filter(place -> isInside(box(text, place))).toList();
        boolean free = inside.stream().anyMatch(place -> isFree(box(text, place)));
        if (free || inside.isEmpty()) write(svg, ink, text, inside);
        else writeAt(svg, ink, text, inside.getFirst());
    }

    /** The first place with room, which is then taken. */
    Optional<Place> place(String text, List<Place> places) {
        for (Place place : places) {
            Box box = box(text, place);
            if (isInside(box) && isFree(box)) {
                taken.add(box);
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    /** Keeps texts off a spot, such as a point. */
    void keepFree(double x, double y, double radius) {
        taken.add(new Box(x - radius, y - radius, x + radius, y + radius));
    }

    /** Keeps texts off a straight line. */
    void keepFree(double x1, double y1, double x2, double y2) {
        if (x1 == x2 || y1 == y2) {
            taken.add(new Box(Math.min(x1, x2) - 1, Math.min(y1, y2) - 1, Math.max(x1, x2) + 1, Math.max(y1, y2) + 1));
            return;
        }
        int steps = (int) (Math.hypot(x2 - x1, y2 - y1) / 6) + 1;
        for (int step = 0; step <= steps; step++) {
            keepFree(x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps, 3);
        }
    }

    private static void writeAt(Svg svg, Ink ink, String text, Place place) {
        svg.open("text")
                .in(ink)
                .with("x", place.x())
                .with("y", place.y())
                .with("text-anchor", place.anchor().attribute())
                .body()
                .text(text)
                .close("text");
    }

    private boolean isInside(Box box) {
        return box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
    }

    private boolean isFree(Box box) {
        return taken.stream().noneMatch(box::meets);
    }

    private static Box box(String text, Place place) {
        double wide = width(text);
        double left = switch (place.anchor()) {
            case START -> place.x();
            case MIDDLE -> place.x() - wide / 2;
            case END -> place.x() - wide;
        };
        return new Box(left, place.y() - HEIGHT + 3, left + wide, place.y() + 3);
    }
}
