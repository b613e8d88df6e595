package sextant.platform.charts;

/** What a stroke or a fill stands for: a class of the style sheet, and its day colours for documents without one. */
enum Ink {
    TEXT("c-text", " fill=\"#4c5461\" font-size=\"12\" font-family=\"IBM Plex Sans\""),
    STRONG_TEXT(
            "c-text c-strong c-halo",
            " fill=\"#17212f\" font-size=\"12\" font-weight=\"600\" font-family=\"IBM Plex Sans\""),
    QUIET_TEXT("c-text c-halo", " fill=\"#4c5461\" font-size=\"12\" font-family=\"IBM Plex Sans\""),
    TARGET_TEXT(
            "c-text c-target-text c-halo",
            " fill=\"#00507e\" font-size=\"12\" font-weight=\"600\" font-family=\"IBM Plex Sans\""),
    GRID("c-grid", " fill=\"none\" stroke=\"#ece5d3\""),
    AXIS("c-axis", " fill=\"none\" stroke=\"#17212f\""),
    ZEBRA("c-zebra", " fill=\"#17212f\""),
    BAND_GOOD("c-band-good", " fill=\"#009e73\" fill-opacity=\"0.13\""),
    BAND_RISK("c-band-risk", " fill=\"#e69f00\" fill-opacity=\"0.2\""),
    BAND_OFF("c-band-off", " fill=\"#d55e00\" fill-opacity=\"0.08\""),
    PATH("c-path", " fill=\"none\" stroke=\"#4c5461\" stroke-width=\"1.5\" stroke-dasharray=\"5 4\""),
    TARGET("c-target", " fill=\"none\" stroke=\"#00507e\" stroke-width=\"1.5\""),
    DUE("c-due", " fill=\"none\" stroke=\"#17212f\" stroke-dasharray=\"1 3\""),
    MILESTONE("c-milestone", " fill=\"#fffdf7\" stroke=\"#00507e\" stroke-width=\"1.5\""),
    NOTE("c-note", " fill=\"none\" stroke=\"#6c6f74\""),
    LINE("c-line", " fill=\"none\" stroke=\"#17212f\" stroke-width=\"2\" stroke-linejoin=\"round\""),
    FINE_LINE("c-line c-fine", " fill=\"none\" stroke=\"#17212f\" stroke-width=\"1.2\" stroke-linejoin=\"round\""),
    POINTS("c-points", " fill=\"#fffdf7\" stroke=\"#17212f\" stroke-width=\"1.5\""),
    LAST("c-last", " fill=\"#17212f\" stroke=\"#17212f\""),
    CORRECTED("c-corrected", " fill=\"none\" stroke=\"#17212f\""),
    CURSOR("c-cursor", " fill=\"none\" stroke=\"none\""),
    GAUGE_FRAME("g-frame", " fill=\"none\" stroke=\"#17212f\" stroke-width=\"1.5\" stroke-linejoin=\"round\""),
    GAUGE_TICK("g-tick", " fill=\"none\" stroke=\"#17212f\""),
    GAUGE_GOOD("g-good", " fill=\"none\" stroke=\"#009e73\""),
    GAUGE_RISK("g-risk", " fill=\"none\" stroke=\"#e69f00\""),
    GAUGE_OFF("g-off", " fill=\"none\" stroke=\"#d55e00\""),
    GAUGE_NO_DATA("g-none", " fill=\"none\" stroke=\"#7c7f84\" stroke-dasharray=\"1.5 2.5\""),
    GAUGE_ARM("g-arm", " fill=\"#fffdf7\" stroke=\"#805a08\" stroke-width=\"1.5\" stroke-linejoin=\"round\""),
    GAUGE_PIVOT("g-pivot", " fill=\"#17212f\"");

    private final String cssClass;
    private final String attributes;

    Ink(String cssClass, String attributes) {
        this.cssClass = cssClass;
        this.attributes = attributes;
    }

    String cssClass() {
        return cssClass;
    }

    String attributes() {
        return attributes;
    }
}
