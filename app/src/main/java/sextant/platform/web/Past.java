package sextant.platform.web;

/**
 * The moment that a page shows.
 *
 * @param moment in the reader's words; empty for the present
 * @param date its day, ISO 8601, for the field that leads to another one
 */
public record Past(String moment, String date) {
    public boolean is() {
        return !moment.isEmpty();
    }
}
