package sextant.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** How to run the embedded PostgreSQL. Immutable; each {@code with} method returns a changed copy. */
public final class Settings {

    /** How PostgreSQL, which refuses to run as root, runs when we are root. */
    public enum RootWay {
        /** In a user namespace in which root is nobody: the files stay root's. */
        USER_NAMESPACE,
        /** As the system user {@code postgres} or {@code nobody}, to whom the data directory is given. */
        SYSTEM_USER
    }

    /** What this package answers for; a caller cannot set it as a free parameter. */
    private static final Set<String> OURS = Set.of(
            "fsync",
            "synchronous_commit",
            "full_page_writes",
            "listen_addresses",
            "port",
            "unix_socket_directories",
            "logging_collector",
            "log_destination",
            "data_directory",
            "config_file",
            "hba_file",
            "ident_file",
            "external_pid_file",
            "shared_buffers",
            "max_connections");

    private OptionalInt port = OptionalInt.empty();
    private int sharedBuffersMegabytes = 128;
    private int maxConnections = 50;
    private boolean scratch;
    private Optional<RootWay> rootWay = Optional.empty();
    private Optional<Path> binaries = Optional.empty();
    private Map<String, String> parameters = Map.of();
    private Duration startTimeout = Duration.ofMinutes(10);
    private Duration stopTimeout = Duration.ofSeconds(30);
    private Listener listener = Listener.SILENT;

    private Settings() {}

    /** Durable, 128 MB of buffers, 50 connections, a free port. */
    public static Settings standard() {
        return new Settings();
    }

    /** For tests and code generation: quick, not durable, and {@code close()} deletes the data directory. */
    public static Settings scratch() {
        return standard().with(s -> s.scratch = true);
    }

    /** The TCP port on 127.0.0.1, 1 to 65535. Without it, a free one is chosen at each start. */
    public Settings withPort(int port) {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must be between 1 and 65535, was " + port);
        }
        return with(s -> s.port = OptionalInt.of(port));
    }

    /** The size of PostgreSQL's own cache, 1 or more. */
    public Settings withSharedBuffersMegabytes(int megabytes) {
        if (megabytes < 1) {
            throw new IllegalArgumentException("shared buffers must be 1 MB or more, was " + megabytes);
        }
        return with(s -> s.sharedBuffersMegabytes = megabytes);
    }

    /** How many connections are accepted, 4 or more: PostgreSQL keeps three of them for its superuser. */
    public Settings withMaxConnections(int connections) {
        if (connections < 4) {
            throw new IllegalArgumentException("connections must be 4 or more, was " + connections);
        }
        return with(s -> s.maxConnections = connections);
    }

    /** The only way to take when we are root. Without it, the first that works. */
    public Settings withRootWay(RootWay way) {
        return with(s -> s.rootWay = Optional.of(way));
    }

    /**
     * Where to unpack the server, instead of into the data directory. Clusters and processes of one user may share such a
     * directory; nobody else may be able to write to it.
     */
    public Settings withBinaries(Path directory) {
        return with(s -> s.binaries = Optional.of(directory));
    }

    /** Further PostgreSQL parameters. Those that decide on durability, addresses and places are refused. */
    public Settings withParameters(Map<String, String> more) {
        for (String name : more.keySet()) {
            if (OURS.contains(name) || !name.matches("[a-z_]+(\\.[a-z_]+)?")) {
                throw new IllegalArgumentException("the parameter " + name + " cannot be set this way");
            }
        }
        Map<String, String> copy = Map.copyOf(more);
        return with(s -> s.parameters = copy);
    }

    /** How long a start may take, crash recovery included. */
    public Settings withStartTimeout(Duration timeout) {
        return with(s -> s.startTimeout = timeout);
    }

    /** How long a fast shutdown may take before the server is made to quit at once. */
    public Settings withStopTimeout(Duration timeout) {
        return with(s -> s.stopTimeout = timeout);
    }

    public Settings withListener(Listener listener) {
        return with(s -> s.listener = listener);
    }

    OptionalInt port() {
        return port;
    }

    int sharedBuffersMegabytes() {
        return sharedBuffersMegabytes;
    }

    int maxConnections() {
        return maxConnections;
    }

    boolean isScratch() {
        return scratch;
    }

    Optional<RootWay> rootWay() {
        return rootWay;
    }

    Optional<Path> binaries() {
        return binaries;
    }

    Map<String, String> parameters() {
        return parameters;
    }

    Duration startTimeout() {
        return startTimeout;
    }

    Duration stopTimeout() {
        return stopTimeout;
    }

    Listener listener() {
        return listener;
    }

    private Settings with(Consumer<Settings> change) {
        Settings copy = new Settings();
        copy.port = port;
        copy.sharedBuffersMegabytes = sharedBuffersMegabytes;
        copy.maxConnections = maxConnections;
        copy.scratch = scratch;
        copy.rootWay = rootWay;
        copy.binaries = binaries;
        copy.parameters = parameters;
        copy.startTimeout = startTimeout;
        copy.stopTimeout = stopTimeout;
        copy.listener = listener;
        change.accept(copy);
        return copy;
    }
}
