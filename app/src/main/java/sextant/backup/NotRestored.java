package sextant.backup;

/** Why a backup is not taken or not restored; the message is a sentence for the operator. Nothing has changed, unless it says so. */
public final class NotRestored extends Exception {
    private static final long serialVersionUID = 1;

    NotRestored(String message) {
        super(message);
    }

    NotRestored(String message, Throwable cause) {
        super(message, cause);
    }
}
