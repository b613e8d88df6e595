package sextant.documentcontrol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What Sextant can write into a section of a document from its records. */
public enum Part {
    /** The functions and levels, and which objectives each has. */
    FUNCTIONS_AND_LEVELS,
    /** Every objective on a line: number, title, owner, period, targets. */
    OBJECTIVES,
    /** Every objective with purpose, rationale, targets, KPIs and how it is evaluated. */
    OBJECTIVES_IN_FULL,
    /** What will be done, by whom, until when. */
    PLANS,
    /** How many objectives have each status, now and at the edition before. */
    STATUS,
    /** Every objective with its status, its newest value and where it is heading since the edition before. */
    TREND,
    /** The objectives that are off course, why, and what is done about it. */
    DEVIATIONS,
    /** The actions that are open, the late ones first. */
    ACTIONS,
    /** What was changed since the edition before, by whom and why. */
    CHANGES,
    /** For each letter of 6.2, how many objectives conform and how many have a gap. */
    CONFORMANCE;

    public static final Map<String, Part> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Part::code, part -> part));

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
