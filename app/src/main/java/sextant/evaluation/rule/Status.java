package sextant.evaluation.rule;

/** The verdict on a target, worst first: the order of the constants is the order of severity. */
public enum Status {
    MISSED("missed"),
    OFF_TRACK("off-track"),
    NO_DATA("no-data"),
    AT_RISK("at-risk"),
    ON_TRACK("on-track"),
    NOT_STARTED("not-started"),
    ACHIEVED("achieved");

    private final String code;

    Status(String code) {
        this.code = code;
    }

    /** The stable name for storage, addresses and message keys. */
    public String code() {
        return code;
    }

    /** The status with this code. */
    public static Status of(String code) {
        for (Status status : values()) {
            if (status.code.equals(code)) return status;
        }
        throw new IllegalArgumentException("no status has the code " + code);
    }

    public boolean isWorseThan(Status other) {
        return compareTo(other) < 0;
    }
}
