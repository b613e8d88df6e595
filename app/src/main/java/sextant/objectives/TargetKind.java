package sextant.objectives;

import java.util.Locale;
import java.util.Map;

/** How a target uses its KPI. */
public enum TargetKind {
    REACH,
    MAINTAIN,
    WITHIN;

    public static final Map<String, TargetKind> BY_CODE =
            Map.of("reach", REACH, "maintain", MAINTAIN, "within", WITHIN);

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
