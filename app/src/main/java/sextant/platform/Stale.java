package sextant.platform;

/** Somebody else wrote the record since it was read. Answered with 412 by the API, with both versions on a page. */
public class Stale extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Stale(String record) {
        super(record);
    }
}
