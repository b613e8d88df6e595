package sextant.ledger;

/** Carries the first thing that does not hold out of the depth of a verification. */
final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String reason;

    Broken(String file, String reason) {
        super(file + ": " + reason, null, false, false);
        this.file = file;
        this.reason = reason;
    }

    Broken(String file, Malformed cause) {
        this(file, String.valueOf(cause.getMessage()));
    }

    PackVerdict.DoesNotHold verdict() {
        return new PackVerdict.DoesNotHold(file, reason);
    }
}
