package sextant.people;

import java.util.Locale;
import java.util.Map;

/** What a unit is: the organization itself (the root), a function, or a level. */
public enum UnitKind {
    ORGANIZATION,
    FUNCTION,
    LEVEL;

    /** What a person may choose: there is one root only. */
    public static final Map<String, UnitKind> CHOICES = Map.of("function", FUNCTION, "level", LEVEL);

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
