package sextant.platform.jobs;

import java.time.Duration;

/** Work that comes again and again, on one node at a time. */
public interface RecurringJob {
    /** The kind of work, never changed again: rows in the database name it. */
    String name();

    /** From the end of one run to the begin of the next. */
    Duration pause();

    void run();
}
