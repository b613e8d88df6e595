package sextant.people;

import java.util.Locale;
import java.util.Map;

/** How a person belongs to the organization. */
public enum PersonKind {
    EMPLOYEE,
    CONTRACTOR,
    EXTERNAL;

    public static final Map<String, PersonKind> BY_CODE =
            Map.of("employee", EMPLOYEE, "contractor", CONTRACTOR, "external", EXTERNAL);

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
