package sextant.platform.jobs;

/** Work on one thing, to be done soon. A bean of this type makes its work known to every node. */
public interface Job {
    /** The kind of work, never changed again: rows in the database name it. */
    String name();

    /**
     * Does the work on the thing. It may come again for the same thing when a node died in the middle; what it throws is
     * logged and the work is dropped, so a job records its own failures.
     */
    void run(String thing);
}
