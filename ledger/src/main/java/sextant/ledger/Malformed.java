package sextant.ledger;

/** Text or bytes from outside do not have the form they must have. The message says what is wrong, for a person. */
public final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Malformed(String message) {
        super(message);
    }

    public Malformed(String message, Throwable cause) {
        super(message, cause);
    }
}
