package sextant.notifications;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What somebody is told of, as far as they choose a way for it. */
public enum Matter {
    /** Something waits for this person's decision. */
    DECISION(Way.MAIL),
    /** What this person proposed, prepared or owns was decided on. */
    OUTCOME(Way.MAIL),
    /** This person is made responsible for something. */
    TASK(Way.MAIL),
    /** The status of an objective changed that this person owns. */
    STATUS(Way.DIGEST),
    /** A document was issued to this person. */
    DOCUMENT(Way.DIGEST),
    /** What this person asked for, or answers for, is ready or failed. */
    JOB(Way.INBOX);

    static final Map<String, Matter> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Matter::code, Function.identity()));

    private final Way usual;

    Matter(Way usual) {
        this.usual = usual;
    }

    /** For whoever chose none. */
    public Way usual() {
        return usual;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
