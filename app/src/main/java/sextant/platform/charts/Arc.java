package sextant.platform.charts;

/** Points on circles round one centre, by angle in degrees from straight down, counted to the right. */
record Arc(double x, double y) {

    String at(double angle, double radius) {
        double radians = Math.toRadians(angle);
        return Svg.point(x + radius * Math.sin(radians), y + radius * Math.cos(radians));
    }

    /** An arc of less than half a circle, from the left angle to the right one. */
    String along(double left, double right, double radius) {
        String size = Svg.point(radius, radius);
        return "M" + at(left, radius) + "A" + size + " 0 0 0 " + at(right, radius);
    }

    String spoke(double angle, double from, double to) {
        return "M" + at(angle, from) + "L" + at(angle, to);
    }
}
