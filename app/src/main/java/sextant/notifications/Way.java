package sextant.notifications;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How somebody is told: in the page always; by mail at once, in a daily digest, or not. */
public enum Way {
    INBOX,
    DIGEST,
    MAIL;

    public static final Map<String, Way> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Way::code, Function.identity()));

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
