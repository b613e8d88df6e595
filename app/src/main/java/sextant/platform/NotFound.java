package sextant.platform;

/** What was asked for does not exist, or not for this organization: the two are not told apart. Answered with 404. */
public class NotFound extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotFound(String what) {
        super(what);
    }
}
