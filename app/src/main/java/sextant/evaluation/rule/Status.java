package sextant.evaluation.rule;

import java.math.BigDecimal;
import sextant.objectives.Bands;

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

    /** The status of a measurement at an unfavourable distance from what is expected of it, before the end decides. */
    public static Status at(BigDecimal distance, Bands bands) {
        if (distance.compareTo(bands.offTrack()) > 0) return OFF_TRACK;
        return distance.compareTo(bands.atRisk()) > 0 ? AT_RISK : ON_TRACK;
    }
}
