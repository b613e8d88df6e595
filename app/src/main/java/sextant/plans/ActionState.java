package sextant.plans;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

public enum ActionState {
    OPEN,
    DONE,
    /** It will not be done, and stays in the plan as a record that it was meant to. */
    CANCELLED;

    public static final Map<String, ActionState> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ActionState::code, Function.identity()));

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
