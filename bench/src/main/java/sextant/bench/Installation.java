package sextant.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sextant.postgres.EmbeddedPostgres;
import sextant.postgres.RunningPostgres;

/** The server under test: {@code ./sextant run} on a data directory of its own, in its own process. */
final class Installation implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("is ready at http://localhost:(\\d+)(?:.*/setup/(\\S+))?");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path command;
    private final Path data;
    private final Process process;
    private final int port;
    private final Optional<String> setUp;
    private final Duration untilReady;

    private Installation(
            Path command, Path data, Process process, int port, Optional<String> setUp, Duration untilReady) {
        this.command = command;
        this.data = data;
        this.process = process;
        this.port = port;
        this.setUp = setUp;
        this.untilReady = untilReady;
    }

    /** Starts it, and returns when /health/ready answers 200. */
    static Installation start(Path command, Path data) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command.toString(), "run", "--port", "0", "--data", data.toString())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        // However this ends, nothing of it is left behind.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
        try {
            Matcher ready = announcement(process);
            int port = Integer.parseInt(ready.group(1));
            try (Http http = new Http(port)) {
                byte[] request = Http.request("GET", "/health/ready", List.of(), new byte[0]);
                while (http.send(request, false).status() != 200) {
                    if (System.nanoTime() - start > PATIENCE.toNanos())
                        throw new IOException("the server is not ready");
                    Thread.sleep(10);
                }
            }
            return new Installation(
                    command,
                    data,
                    process,
                    port,
                    Optional.ofNullable(ready.group(2)),
                    Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException | InterruptedException e) {
            process.destroy();
            throw e;
        }
    }

    /** Reads what it prints for as long as it lives; what it says before it is ready is shown when it does not get there. */
    private static Matcher announcement(Process process) throws IOException, InterruptedException {
        BlockingQueue<String> lines = new ArrayBlockingQueue<>(1_000);
        Thread.ofVirtual().start(() -> {
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = out.readLine(); line != null; line = out.readLine()) lines.offer(line);
            } catch (IOException e) {
                lines.offer(e.toString());
            }
        });
        List<String> said = new ArrayList<>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            String line = lines.poll(200, TimeUnit.MILLISECONDS);
            if (line == null) {
                if (!process.isAlive()) break;
                continue;
            }
            said.add(line);
            Matcher ready = READY.matcher(line);
            if (ready.find()) return ready;
        }
        throw new IOException("the server did not start: " + String.join("\n", said));
    }

    int port() {
        return port;
    }

    /** The secret of the setup link; there while there is no organization. */
    String setUp() {
        return setUp.orElseThrow(() -> new IllegalStateException("the organization is there already"));
    }

    Duration untilReady() {
        return untilReady;
    }

    /** A new API token of that person. */
    String token(String email) throws IOException, InterruptedException {
        Process asked = new ProcessBuilder(
                        command.toString(),
                        "token",
                        "create",
                        "--person",
                        email,
                        "--name",
                        "bench",
                        "--data",
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        asked.getOutputStream().close();
        String token = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (asked.waitFor() != 0 || token.isEmpty()) throw new IOException("no token for " + email);
        return token;
    }

    /** A connection of the role that owns the tables, which row-level security does not filter. */
    Connection owner() throws IOException, SQLException {
        RunningPostgres server = EmbeddedPostgres.running(data.resolve("database"))
                .orElseThrow(() -> new IOException("the database does not run"));
        Connection connection =
                DriverManager.getConnection(server.jdbcUrl(), server.ownerUser(), server.ownerPassword());
        connection.setSchema("sextant");
        return connection;
    }

    /**
     * What the server and its database hold in memory, in megabytes: the proportional set size of each process, so that
     * shared pages (the database's buffers) count once.
     *
     * @param java of the application alone
     * @param database of the database's processes
     */
    record Memory(double java, double database) {
        double all() {
            return java + database;
        }
    }

    Memory memory() throws IOException {
        double java = 0;
        double database = 0;
        List<ProcessHandle> all = Stream.concat(
                        Stream.of(process.toHandle()), process.toHandle().descendants())
                .toList();
        for (ProcessHandle one : all) {
            double megabytes = proportional(one.pid());
            if (one.pid() == process.pid()) java += megabytes;
            else database += megabytes;
        }
        return new Memory(java, database);
    }

    private static double proportional(long pid) throws IOException {
        Path file = Path.of("/proc", Long.toString(pid), "smaps_rollup");
        try {
            for (String line : Files.readAllLines(file))
                if (line.startsWith("Pss:")) return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
        } catch (java.nio.file.NoSuchFileException ended) {
            return 0;
        }
        return 0;
    }

    /** As an operator stops it; waits until it and its database have ended. */
    @Override
    public void close() {
        end(process);
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
