package sextant.postgres;

/**
 * Hears what happens to the server, on several threads of this package: an implementation returns quickly, since the server
 * waits for its log to be read, and does not call back into {@link EmbeddedPostgres}. What it throws is only logged.
 */
public interface Listener {
    /** Hears nothing. */
    Listener SILENT = line -> {};

    /** One line of the server's log, or of our own about it. */
    void line(String line);

    /** The server ended without being asked to. It is being started again. */
    default void died(int exitCode) {}

    /** The server that died accepts connections again, on the same port. */
    default void restarted() {}

    /** The server that died could not be started again yet. The next attempt follows. */
    default void refused(StartRefusal refusal) {}
}
