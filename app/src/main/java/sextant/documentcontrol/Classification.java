package sextant.documentcontrol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How far a document may travel (ISO/IEC 27001 A.5.12), printed on each of its pages. */
public enum Classification {
    PUBLIC,
    INTERNAL,
    CONFIDENTIAL,
    STRICTLY_CONFIDENTIAL;

    public static final Map<String, Classification> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Classification::code, one -> one));

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
