package sextant.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A PostgreSQL server of our own, from {@link #start} to {@link #close}. When it dies in between it is started again on the
 * same port with the same data: connections break, and a pool that opens new ones goes on. Should this process be killed,
 * the server shuts down by itself, and the next start takes care of whatever is left.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private final DataDirectory directory;
    private final Settings settings;
    private final ServerLog log;
    private final Supervisor supervisor;
    private final int port;
    private final String password;
    private boolean closed;

    private EmbeddedPostgres(
            DataDirectory directory,
            Settings settings,
            ServerLog log,
            Supervisor supervisor,
            int port,
            String password) {
        this.directory = directory;
        this.settings = settings;
        this.log = log;
        this.supervisor = supervisor;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the server, making the data directory and the cluster when there are none, and returns when it accepts
     * connections. A data directory that exists is empty, private to us (0700), or was made by an earlier start.
     */
    public static EmbeddedPostgres start(Path dataDirectory, Settings settings) throws CannotStart {
        DataDirectory directory = DataDirectory.claim(dataDirectory);
        ServerLog log = new ServerLog(directory.log(), settings.listener());
        boolean started = false;
        try {
            boolean durable = !settings.isScratch();
            Cluster cluster = new Cluster(directory, durable);
            cluster.checkVersion();
            Orphans orphans = new Orphans(directory, log);
            orphans.clear(settings.stopTimeout());
            RunAs runAs = RunAs.choose(directory, settings.rootWay());
            Path home = Binaries.ensure(settings.binaries().orElse(directory.binaries()), durable);
            if (settings.binaries().isEmpty()) {
                Binaries.removeOthers(directory.binaries());
            }
            String password = cluster.prepare(home, runAs);
            Supervisor supervisor = new Supervisor(directory, home, runAs, settings, log, orphans);
            int port = supervisor.start();
            started = true;
            return new EmbeddedPostgres(directory, settings, log, supervisor, port, password);
        } finally {
            if (!started) {
                log.close();
                directory.close();
            }
        }
    }

    /** The server that another process runs in this data directory, when it accepts connections. */
    public static Optional<RunningPostgres> running(Path dataDirectory) throws IOException {
        return RunningPostgres.in(dataDirectory);
    }

    /** Without user and password. */
    public String jdbcUrl() {
        return jdbcUrl(port);
    }

    static String jdbcUrl(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + Cluster.DATABASE;
    }

    public int port() {
        return port;
    }

    /** The role that owns the database. */
    public String ownerUser() {
        return Cluster.OWNER;
    }

    public String ownerPassword() {
        return password;
    }

    /** The process id of the server's first process; another one after it died. */
    public long pid() {
        return supervisor.pid();
    }

    /** Fast shutdown: open transactions are rolled back. Waits until the server has ended. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        supervisor.stop();
        log.close();
        try {
            if (settings.isScratch()) {
                DataDirectory.deleteTree(directory.root());
            }
        } catch (IOException e) {
            throw new IllegalStateException("the scratch directory " + directory.root() + " cannot be deleted", e);
        } finally {
            directory.close();
        }
    }
}
