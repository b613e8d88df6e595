package sextant.objectives;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where one version of an objective is in its life. Whether an approved one is in force yet, its start date says. */
public enum Stage {
    DRAFT,
    PROPOSED,
    APPROVED,
    /** A later version was approved in its place. */
    SUPERSEDED,
    WITHDRAWN,
    ACHIEVED,
    NOT_ACHIEVED;

    static final Map<String, Stage> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Stage::code, Function.identity()));

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean isEnded() {
        return this == WITHDRAWN || this == ACHIEVED || this == NOT_ACHIEVED;
    }

    /** Still being written. */
    public boolean isOpen() {
        return this == DRAFT || this == PROPOSED;
    }
}
