package sextant.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import sextant.postgres.StartRefusal.Interrupted;
import sextant.postgres.StartRefusal.ServerFailed;

/**
 * One run of the server. It is the leader of a session of its own, so that a Ctrl-C in our terminal is ours alone, and we
 * stop it in our order; and the system tells it to shut down when the thread that launched it ends, so that it does not
 * outlive us even when we are killed.
 */
final class Server {
    private final Process process;
    private final Thread follower;
    private final ServerLog log;
    private final Path cluster;
    private final int port;

    private Server(Process process, Thread follower, ServerLog log, Path cluster, int port) {
        this.process = process;
        this.follower = follower;
        this.log = log;
        this.cluster = cluster;
        this.port = port;
    }

    /** The calling thread must live as long as the server. */
    static Server launch(Path home, RunAs runAs, Path cluster, int port, Settings settings, ServerLog log)
            throws CannotStart {
        List<String> words = new ArrayList<>();
        words.add(Command.program("setsid"));
        words.addAll(runAs.command("INT", commandLine(home, cluster, port, settings)));
        try {
            log.startOver();
            Process process = Command.launch(words, Path.of("/"));
            return new Server(process, log.follow(process), log, cluster, port);
        } catch (IOException e) {
            throw Failures.from(cluster, e);
        }
    }

    static List<String> commandLine(Path home, Path cluster, int port, Settings settings) {
        String durable = settings.isScratch() ? "off" : "on";
        List<String> words = new ArrayList<>();
        words.add(home.resolve("bin/postgres").toString());
        words.addAll(List.of("-D", cluster.toString()));
        List<String> parameters = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "password_encryption=scram-sha-256",
                "max_connections=" + settings.maxConnections(),
                "shared_buffers=" + settings.sharedBuffersMegabytes() + "MB",
                "fsync=" + durable,
                "synchronous_commit=" + durable,
                "full_page_writes=" + durable,
                "jit=off",
                "timezone=UTC",
                "log_timezone=UTC",
                "lc_messages=C",
                "log_destination=stderr",
                "logging_collector=off",
                "log_line_prefix=%m [%p] ",
                "log_min_messages=warning",
                "log_checkpoints=off",
                // Statements and details carry what people typed, which must be erasable and so stays out of logs.
                "log_min_error_statement=panic",
                "log_error_verbosity=terse"));
        settings.parameters().forEach((name, value) -> parameters.add(name + "=" + value));
        for (String parameter : parameters) {
            words.addAll(List.of("-c", parameter));
        }
        return List.copyOf(words);
    }

    long pid() {
        return process.pid();
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    int port() {
        return port;
    }

    int exitCode() {
        return process.exitValue();
    }

    /** Waits until connections are accepted. Returns false when {@code givenUp} came first. */
    boolean awaitReady(Duration patience, BooleanSupplier givenUp) throws CannotStart {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (!givenUp.getAsBoolean()) {
                if (process.waitFor(3, TimeUnit.MILLISECONDS)) {
                    follower.join(1_000);
                    throw Failures.from(cluster, port, process.exitValue(), log.lastLines());
                }
                if (saysReady()) {
                    return true;
                }
                if (System.nanoTime() > end) {
                    throw new CannotStart(
                            new ServerFailed("it was not ready within " + patience.toSeconds() + " seconds"));
                }
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart(new Interrupted(), e);
        } catch (IOException e) {
            throw Failures.from(cluster, e);
        }
    }

    /** Fast, then at once, then by force; returns when the process has ended. */
    void stop(Duration patience) throws CannotStart {
        try {
            if (process.isAlive()) {
                Command.signal("INT", process.pid());
            }
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                log.own("the server did not shut down in " + patience.toSeconds() + " seconds and is made to quit");
                Command.signal("QUIT", process.pid());
                if (!process.waitFor(5, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            }
            follower.join(1_000);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new CannotStart(new Interrupted(), e);
        }
    }

    /** The server keeps its status in the eighth line of postmaster.pid, below its own process id in the first. */
    private boolean saysReady() throws IOException {
        try {
            List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"), StandardCharsets.ISO_8859_1);
            return lines.size() >= 8
                    && lines.get(0).strip().equals(Long.toString(process.pid()))
                    && lines.get(7).strip().equals("ready");
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
