package sextant.platform;

/** Somebody asked for what was recorded at a moment that is neither a date nor a time. Answered with 422, naming the parameter. */
public class NotAMoment extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String parameter;
    private final String given;

    /** @param parameter of the address, such as {@code asOf} */
    public NotAMoment(String parameter, String given) {
        super(parameter + " is no moment");
        this.parameter = parameter;
        this.given = given;
    }

    public String parameter() {
        return parameter;
    }

    public String given() {
        return given;
    }
}
