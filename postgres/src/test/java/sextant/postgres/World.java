package sextant.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** What the tests share: settings, connections, signals, other processes, patience. */
final class World {
    /** One unpacked server for all tests of this module. */
    static final Path BINARIES = Path.of("target", "postgres-binaries").toAbsolutePath();

    static final Settings DURABLE =
            Settings.standard().withSharedBuffersMegabytes(16).withBinaries(BINARIES);

    private static final Path TEMPLATE = template();

    private World() {}

    /** A new data directory with a cluster in it, copied from one that was made once: quicker than another initdb. */
    static Path cluster(Path parent) throws Exception {
        Path data = parent.resolve("data");
        Process copy = new ProcessBuilder("cp", "-a", TEMPLATE.toString(), data.toString())
                .inheritIO()
                .start();
        if (copy.waitFor() != 0) {
            throw new IllegalStateException("the template could not be copied");
        }
        return data;
    }

    private static Path template() {
        try {
            Path parent = QuickTempDir.create("sextant-template");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    DataDirectory.deleteTree(parent);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
            EmbeddedPostgres.start(parent.resolve("data"), DURABLE).close();
            return parent.resolve("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CannotStart e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean isRoot() throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    }

    static boolean mayMount() throws Exception {
        return inMountNamespace(List.of("true")).start().waitFor() == 0;
    }

    /** Runs a command where what it mounts is seen by nobody else and goes with it. */
    static ProcessBuilder inMountNamespace(List<String> command) {
        List<String> words = new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--mount"));
        words.addAll(command);
        return new ProcessBuilder(words).redirectErrorStream(true);
    }

    static List<String> childCommand(Path data, String... options) {
        List<String> words = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        words.addAll(List.of(options));
        words.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                ChildInstance.class.getName(),
                data.toString(),
                BINARIES.toString()));
        return List.copyOf(words);
    }

    static Process startChild(Path data) throws IOException {
        return new ProcessBuilder(childCommand(data)).redirectErrorStream(true).start();
    }

    /** The first line that starts with the word, without it. */
    static String awaitLine(BufferedReader lines, String word) throws IOException {
        List<String> seen = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            seen.add(line);
            if (line.startsWith(word + " ")) {
                return line.substring(word.length() + 1);
            }
        }
        throw new AssertionError("no line starts with " + word + ": " + seen);
    }

    static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.ownerUser(), postgres.ownerPassword());
    }

    static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static void kill(String signal, long pid) throws Exception {
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid).start().waitFor();
    }

    /** A zombie counts as ended. */
    static boolean isAlive(long pid) throws IOException {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        try {
            String text = Files.readString(stat);
            return text.charAt(text.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }

    /** The value as soon as it is true or there at all; failures meanwhile are part of waiting. */
    static <T> T eventually(Callable<T> attempt) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (true) {
            try {
                T value = attempt.call();
                if (!Boolean.FALSE.equals(value)) {
                    return value;
                }
            } catch (SQLException | IOException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not happen within 15 seconds");
            }
            Thread.sleep(10);
        }
    }

    static int ownerOf(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }
}
