package sextant.platform;

/** The signed-in person may not do this here. Answered with 403 and the name of the permission. */
public class Forbidden extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Forbidden(String permission) {
        super(permission);
    }
}
