package sextant.documentcontrol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The documents that Sextant ships a template of. */
public enum DocumentKind {
    /** What the objectives are, and how they will be achieved: the documented information that 6.2 asks for. */
    OBJECTIVES,
    /** How they stand, what is done about those that are off course, and what changed. */
    STATUS_REPORT,
    /** How objectives are established, planned, approved, monitored and kept current. */
    PROCEDURE;

    public static final Map<String, DocumentKind> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(DocumentKind::code, kind -> kind));

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
