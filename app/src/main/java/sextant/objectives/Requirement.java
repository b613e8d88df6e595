package sextant.objectives;

/** The requirements of ISO/IEC 27001:2022 clause 6.2 that an objective is checked against, in the order of the standard. */
public enum Requirement {
    FUNCTIONS_AND_LEVELS("6.2"),
    CONSISTENT("a"),
    MEASURABLE("b"),
    TAKES_INTO_ACCOUNT("c"),
    MONITORED("d"),
    COMMUNICATED("e"),
    UPDATED("f"),
    AVAILABLE("g"),
    RETAINED("retained"),
    WHAT("h"),
    RESOURCES("i"),
    WHO("j"),
    WHEN("k"),
    EVALUATION("l");

    private final String code;

    Requirement(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
