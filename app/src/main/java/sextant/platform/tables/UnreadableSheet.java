package sextant.platform.tables;

import java.util.Arrays;

/** A table that is not read, with the reason as a code below {@code sheet.problem.} and what the reason names. */
public final class UnreadableSheet extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;
    private final transient Object[] arguments;

    public UnreadableSheet(String code, Object... arguments) {
        super(code + Arrays.toString(arguments));
        this.code = code;
        this.arguments = arguments;
    }

    /** What the library found wrong is for the log; its words are none for the sender. */
    static UnreadableSheet broken(Exception cause) {
        UnreadableSheet broken = new UnreadableSheet("broken");
        broken.initCause(cause);
        return broken;
    }

    public String code() {
        return code;
    }

    public Object[] arguments() {
        return arguments.clone();
    }
}
