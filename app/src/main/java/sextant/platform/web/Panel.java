package sextant.platform.web;

/** A part of a page that another module contributes: a template and the record it shows. */
public record Panel(Place place, int order, String template, Object page) {
    public enum Place {
        STANDING,
        MAIN,
        ASIDE
    }
}
