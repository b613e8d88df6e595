package sextant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.StandardEnvironment;
import sextant.platform.database.DatabaseAccess;
import sextant.postgres.CannotStart;
import sextant.postgres.EmbeddedPostgres;
import sextant.postgres.RunningPostgres;
import sextant.postgres.Settings;
import sextant.postgres.StartRefusal;

/** The database of an installation for a command: as its owner, beside the server that runs on it or while none does. */
final class Database implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final DatabaseAccess owner;
    private final Optional<EmbeddedPostgres> own;

    private Database(DatabaseAccess owner, Optional<EmbeddedPostgres> own) {
        this.owner = owner;
        this.own = own;
    }

    static Database reach(Launch.Options installation) throws CannotStart {
        if (installation.databaseUrl().isPresent())
            return new Database(installation.externalAccess(""), Optional.empty());
        Path data = installation.data().resolve("database");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<RunningPostgres> running = running(data);
            if (running.isPresent()) {
                RunningPostgres server = running.get();
                return new Database(
                        new DatabaseAccess(server.jdbcUrl(), server.ownerUser(), server.ownerPassword(), ""),
                        Optional.empty());
            }
            try {
                EmbeddedPostgres own = EmbeddedPostgres.start(data, Settings.standard());
                return new Database(
                        new DatabaseAccess(own.jdbcUrl(), own.ownerUser(), own.ownerPassword(), ""), Optional.of(own));
            } catch (CannotStart refusal) {
                // Another process is just starting or stopping its server.
                boolean held = refusal.refusal() instanceof StartRefusal.DirectoryInUse;
                if (!held || System.nanoTime() > end || !paused()) throw refusal;
            }
        }
    }

    DatabaseAccess owner() {
        return owner;
    }

    @Override
    public void close() {
        own.ifPresent(EmbeddedPostgres::close);
    }

    /** Of all that libraries have to say, what keeps them from working. */
    static void quietLogs() {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        LoggingSystem logs = LoggingSystem.get(Database.class.getClassLoader());
        logs.beforeInitialize();
        logs.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
        logs.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
    }

    private static Optional<RunningPostgres> running(Path data) {
        try {
            return EmbeddedPostgres.running(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(100);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
