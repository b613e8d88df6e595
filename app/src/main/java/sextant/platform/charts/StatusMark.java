package sextant.platform.charts;

/**
 * The mark of a status: a shape of its own, so that it reads without colour. In a page the style sheet draws it beside
 * the word, {@code <span class="status on-track">}; in a document and in a mail this drawing does.
 */
public enum StatusMark {
    NOT_STARTED("not-started", "none", "#5b5e63", "M1.5 6a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0Z"),
    ON_TRACK("on-track", "#009e73", "#006b4e", "M1.5 6a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0Z"),
    AT_RISK("at-risk", "#e69f00", "#8a5c00", "M6 1.5 11 10.8H1Z"),
    OFF_TRACK("off-track", "#d55e00", "#a04300", "M6 .8 11.2 6 6 11.2 .8 6Z"),
    NO_DATA(
            "no-data",
            "none",
            "#5b5e63",
            "M1.5 1.5h9v9h-9ZM1.5 4.5l3-3M1.5 7.5l6-6M1.5 10.5l9-9M4.5 10.5l6-6M7.5 10.5l3-3"),
    ACHIEVED("achieved", "none", "#00507e", "M1.2 6.4 4.6 9.6 10.8 2.4"),
    MISSED("missed", "none", "#93386a", "M2 2l8 8M10 2l-8 8");

    private final String cssClass;
    private final String fill;
    private final String edge;
    private final String shape;

    StatusMark(String cssClass, String fill, String edge, String shape) {
        this.cssClass = cssClass;
        this.fill = fill;
        this.edge = edge;
        this.shape = shape;
    }

    /** The class that gives the style sheet's mark and colours. */
    public String cssClass() {
        return cssClass;
    }

    /** The shape, 12 units square, hidden from screen readers: the word stands beside it. */
    public String svg() {
        boolean drawnAsStroke = this == ACHIEVED || this == MISSED;
        return new Svg()
                .open("svg")
                .with("class", "mark-shape " + cssClass)
                .with("viewBox", "0 0 12 12")
                .with("width", "12")
                .with("height", "12")
                .with("aria-hidden", "true")
                .body()
                .open("path")
                .with("fill", fill)
                .with("stroke", edge)
                .with("stroke-width", drawnAsStroke ? "2.4" : "1.2")
                .with("d", shape)
                .end()
                .close("svg")
                .toString();
    }
}
