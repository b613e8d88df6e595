package sextant.postgres;

/** The embedded PostgreSQL cannot be started. The message is the refusal's sentence, fit to be shown to the operator. */
public final class CannotStart extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient StartRefusal refusal;

    public CannotStart(StartRefusal refusal) {
        super(refusal.sentence());
        this.refusal = refusal;
    }

    public CannotStart(StartRefusal refusal, Throwable cause) {
        super(refusal.sentence(), cause);
        this.refusal = refusal;
    }

    public StartRefusal refusal() {
        return refusal;
    }
}
