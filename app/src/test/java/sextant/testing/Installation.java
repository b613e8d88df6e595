package sextant.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sextant.Launch;
import sextant.Token;
import sextant.postgres.EmbeddedPostgres;
import sextant.postgres.RunningPostgres;

/**
 * Sextant as it is installed: {@code sextant run} in a JVM of its own, with the embedded database, durable, in a data
 * directory. It may be killed and started again; it listens on the loopback only.
 */
public final class Installation implements AutoCloseable {
    public static final String EMAIL = "ada@skua.example";

    private static final String READY = "Sextant is ready at ";
    private static final Pattern FOR_TESTS = Pattern.compile("test-classes|springdoc|swagger|playwright");
    private static final long PATIENCE_SECONDS = 60;

    private final Path data;
    private final List<String> javaOptions;
    private final Statements statements = new Statements();
    private Process process;
    private Path output;
    private URI address = URI.create("http://localhost");

    private Installation(Path data, List<String> javaOptions) throws IOException {
        this.data = data;
        this.javaOptions = javaOptions;
        this.output = data;
        this.process = launch();
    }

    /** A new installation with one organization, whose administrator and information security officer is {@link #EMAIL}. */
    public static Installation begin(Path data, String... javaOptions) throws IOException, InterruptedException {
        Installation made = new Installation(data, List.of(javaOptions));
        String ready = made.awaitReady();
        String path = ready.substring(ready.indexOf("/setup/"));
        Http.Answer begun = made.http()
                .post(
                        path,
                        "organization",
                        "Skua",
                        "name",
                        "Ada Adler",
                        "email",
                        EMAIL,
                        "password",
                        TestServer.PASSWORD,
                        "language",
                        "en",
                        "timeZone",
                        "UTC");
        if (begun.status() != 303) throw new IllegalStateException(begun.toString());
        return made;
    }

    /** Starts it on what is there, and returns when it says that it is ready. */
    public void startAgain() throws IOException, InterruptedException {
        if (process.isAlive()) throw new IllegalStateException("it runs");
        process = launch();
        awaitReady();
    }

    /** SIGKILL to the application; its database is told to shut down by the system. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Path database() {
        return data.resolve("database");
    }

    /** The process id of the database's first process, as that one wrote it down. */
    public long postmaster() throws IOException {
        return Long.parseLong(
                Files.readAllLines(database().resolve("postgres/postmaster.pid"), StandardCharsets.ISO_8859_1)
                        .getFirst()
                        .strip());
    }

    /** How to reach the database as its owner. */
    public RunningPostgres postgres() throws IOException {
        return EmbeddedPostgres.running(database()).orElseThrow();
    }

    /** What the application has written since it was last started. */
    public String log() throws IOException {
        return Files.readString(output);
    }

    public Http http() {
        return new Http(address, statements, Optional.empty());
    }

    public Http signedIn() {
        return http().signIn(EMAIL, TestServer.PASSWORD);
    }

    public Http api(String token) {
        return new Http(address, statements, Optional.of(token));
    }

    /** An API token as mighty as {@link #EMAIL}, made on the command line. */
    public String token() throws IOException {
        Process making = new ProcessBuilder(command(
                        List.of("-XX:TieredStopAtLevel=1"),
                        Token.class,
                        "create",
                        "--person",
                        EMAIL,
                        "--name",
                        "test",
                        "--data",
                        data.toString()))
                .redirectError(data.resolve("token").toFile())
                .start();
        try (InputStream out = making.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.US_ASCII).strip();
        }
    }

    /** The most memory that the system has ever given to the application's process, in megabytes; of Linux. */
    public long peakMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElseThrow();
    }

    /** Stops it as an operator does, and waits until its database has ended too. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Process launch() throws IOException {
        Files.createDirectories(data);
        // To a file, of which nobody has to take care: a pipe that nobody empties stops whoever writes into it.
        output = Files.createTempFile(data, "run-", ".log");
        return new ProcessBuilder(command(javaOptions, Launch.class, "--port", "0", "--data", data.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static List<String> command(List<String> options, Class<?> main, String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(options);
        words.addAll(List.of("-cp", classPath(), main.getName()));
        words.addAll(Arrays.asList(arguments));
        return words;
    }

    private String awaitReady() throws IOException, InterruptedException {
        while (true) {
            boolean ended = !process.isAlive();
            Optional<String> ready = log().lines()
                    .filter(line -> line.startsWith(READY) && line.length() > READY.length())
                    .findFirst();
            if (ready.isPresent()) {
                address = URI.create(ready.get().substring(READY.length()).split(" ")[0]);
                return ready.get();
            }
            if (ended) throw new IllegalStateException("it ended without being ready:\n" + log());
            Thread.sleep(10);
        }
    }

    /** What is delivered: what only tests need would start along with it. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(place -> !FOR_TESTS.matcher(place).find())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
