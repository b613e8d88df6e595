package sextant.measurement;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a KPI's values are. A share is in percent, 0 to 100; a yes/no is 1 or 0; a count is whole and not negative. */
public enum ValueKind {
    NUMBER,
    COUNT,
    SHARE,
    DURATION,
    YES_NO;

    public static final Map<String, ValueKind> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ValueKind::code, Function.identity()));

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a value can be one of this kind. */
    public boolean admits(java.math.BigDecimal value) {
        return switch (this) {
            case NUMBER -> true;
            case DURATION -> value.signum() >= 0;
            case COUNT -> value.signum() >= 0 && value.stripTrailingZeros().scale() <= 0;
            case SHARE -> value.signum() >= 0 && value.compareTo(java.math.BigDecimal.valueOf(100)) <= 0;
            case YES_NO -> value.signum() == 0 || value.compareTo(java.math.BigDecimal.ONE) == 0;
        };
    }
}
