package sextant.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static sextant.postgres.World.DURABLE;
import static sextant.postgres.World.ask;
import static sextant.postgres.World.connect;
import static sextant.postgres.World.eventually;
import static sextant.postgres.World.execute;
import static sextant.postgres.World.isAlive;
import static sextant.postgres.World.kill;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurvivingTest {
    @TempDir
    Path temporary;

    /** Hears the news as words. */
    private static final class News implements Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @Override
        public void line(String line) {}

        @Override
        public void died(int exitCode) {
            heard.add("died " + exitCode);
        }

        @Override
        public void restarted() {
            heard.add("restarted");
        }

        @Override
        public void refused(StartRefusal refusal) {
            heard.add("refused " + refusal.getClass().getSimpleName());
        }

        String next() throws InterruptedException {
            String news = heard.poll(15, TimeUnit.SECONDS);
            return news == null ? "nothing" : news;
        }
    }

    @Test
    void a_killed_server_comes_back_on_the_same_port_with_what_was_committed() throws Exception {
        News news = new News();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(World.cluster(temporary), DURABLE.withListener(news))) {
            String url = postgres.jdbcUrl();
            execute(postgres, "CREATE TABLE kept (round int)");
            for (int round = 1; round <= 3; round++) {
                long before = postgres.pid();
                execute(postgres, "INSERT INTO kept VALUES (" + round + ")");
                kill("KILL", before);
                assertThat(news.next()).isEqualTo("died 137");
                assertThat(news.next()).isEqualTo("restarted");
                assertThat(postgres.pid()).isNotEqualTo(before);
                assertThat(postgres.jdbcUrl()).isEqualTo(url);
                assertThat(ask(postgres, "SELECT count(*) FROM kept")).isEqualTo(Integer.toString(round));
            }
        }
        assertThat(news.heard).isEmpty();
    }

    @Test
    void a_backend_that_works_on_after_its_server_was_killed_is_stopped() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(World.cluster(temporary), DURABLE);
                Connection busy = connect(postgres)) {
            long backend = Long.parseLong(query(busy, "SELECT pg_backend_pid()"));
            Thread.ofVirtual().start(() -> query(busy, "SELECT count(*) FROM generate_series(1, 100000000000)"));
            eventually(() -> ask(postgres, "SELECT state FROM pg_stat_activity WHERE pid = " + backend)
                    .equals("active"));
            kill("KILL", postgres.pid());
            assertThat(eventually(() -> ask(postgres, "SELECT 1"))).isEqualTo("1");
            assertThat(isAlive(backend)).isFalse();
        }
    }

    @Test
    void a_killed_backend_takes_nothing_with_it() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(World.cluster(temporary), DURABLE);
                Connection victim = connect(postgres)) {
            execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
            long server = postgres.pid();
            kill("KILL", Long.parseLong(query(victim, "SELECT pg_backend_pid()")));
            assertThat(eventually(() -> ask(postgres, "SELECT answer FROM kept")))
                    .isEqualTo("42");
            assertThat(postgres.pid()).isEqualTo(server);
        }
    }

    @Test
    void the_server_that_cannot_come_back_yet_comes_back_later() throws Exception {
        News news = new News();
        Path data = World.cluster(temporary);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, DURABLE.withListener(news))) {
            Path control = data.resolve("postgres/global/pg_control");
            Path away = data.resolve("pg_control.away");
            Files.move(control, away);
            kill("KILL", postgres.pid());
            assertThat(news.next()).isEqualTo("died 137");
            assertThat(news.next()).isEqualTo("refused ServerFailed");
            Files.move(away, control);
            assertThat(eventually(() -> ask(postgres, "SELECT 1"))).isEqualTo("1");
        }
    }

    @Test
    void closing_stops_the_attempts_to_come_back() throws Exception {
        News news = new News();
        Path data = World.cluster(temporary);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, DURABLE.withListener(news))) {
            Files.delete(data.resolve("postgres/global/pg_control"));
            kill("KILL", postgres.pid());
            assertThat(news.next()).isEqualTo("died 137");
            assertThat(news.next()).isEqualTo("refused ServerFailed");
        }
        assertThat(orphans(data).find()).isEmpty();
    }

    @Test
    void everything_killed_at_once_starts_again_with_what_was_committed() throws Exception {
        Path data = World.cluster(temporary);
        for (int round = 0; round < 2; round++) {
            Process child = World.startChild(data);
            long server = Long.parseLong(World.awaitLine(child.inputReader(), "ready"));
            commitAround(data, round);
            child.destroyForcibly().waitFor();
            kill("KILL", server);
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, DURABLE)) {
                assertThat(ask(postgres, "SELECT max(round) FROM kept")).isEqualTo(Integer.toString(round));
            }
        }
    }

    @Test
    void the_server_of_a_killed_process_ends_by_itself() throws Exception {
        Path data = World.cluster(temporary);
        Process child = World.startChild(data);
        long server = Long.parseLong(World.awaitLine(child.inputReader(), "ready"));
        commitAround(data, 7);
        assertThat(sessionOf(server)).isEqualTo(server);
        child.destroyForcibly().waitFor();
        assertThat(eventually(() -> !isAlive(server))).isTrue();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, DURABLE)) {
            assertThat(ask(postgres, "SELECT max(round) FROM kept")).isEqualTo("7");
        }
    }

    @Test
    void an_orphan_that_nobody_told_to_end_is_stopped() throws Exception {
        Path data = World.cluster(temporary);
        Process orphan = startOrphan(data);
        commitAround(data, 8);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, DURABLE)) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(orphan.exitValue()).as("its shutdown was clean").isZero();
            assertThat(ask(postgres, "SELECT max(round) FROM kept")).isEqualTo("8");
        }
    }

    @Test
    void an_orphan_that_does_not_listen_is_stopped_by_force() throws Exception {
        Path data = World.cluster(temporary);
        Process orphan = startOrphan(data);
        commitAround(data, 9);
        kill("STOP", orphan.pid());
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.start(data, DURABLE.withStopTimeout(Duration.ofMillis(100)))) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(ask(postgres, "SELECT max(round) FROM kept")).isEqualTo("9");
        }
    }

    @Test
    void the_pid_file_of_a_process_that_is_somebody_else_now_is_no_obstacle() throws Exception {
        Path data = World.cluster(temporary);
        for (long pid : List.of(ProcessHandle.current().pid(), 4_000_000L)) {
            Files.writeString(
                    data.resolve("postgres/postmaster.pid"),
                    pid + "\n" + data.resolve("postgres") + "\n1700000000\n5432\n\n127.0.0.1\n  12345  1\nready\n");
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, DURABLE)) {
                assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void closing_ends_the_server_even_with_open_transactions() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(World.cluster(temporary), DURABLE);
        long server = postgres.pid();
        Connection open = connect(postgres);
        open.setAutoCommit(false);
        query(open, "SELECT 1");
        long begun = System.nanoTime();
        postgres.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        assertThat(isAlive(server)).isFalse();
        postgres.close();
    }

    private static String query(Connection connection, String sql) {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            return e.toString();
        }
    }

    /** Commits through whatever server runs in the directory, as the application would. */
    private static void commitAround(Path data, int round) throws Exception {
        List<String> pidFile = Files.readAllLines(data.resolve("postgres/postmaster.pid"));
        String url = "jdbc:postgresql://127.0.0.1:" + pidFile.get(3) + "/sextant";
        String password = Files.readString(data.resolve("password")).strip();
        try (Connection connection = DriverManager.getConnection(url, "sextant_owner", password);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS kept (round int)");
            statement.execute("INSERT INTO kept VALUES (" + round + ")");
        }
    }

    /** A server as we launch it, but that the system does not tell about our end. */
    private static Process startOrphan(Path data) throws Exception {
        try (DataDirectory directory = DataDirectory.claim(data)) {
            RunAs runAs = RunAs.choose(directory, DURABLE.rootWay());
            Path home = Binaries.ensure(World.BINARIES, true);
            List<String> words = new ArrayList<>(List.of("setsid"));
            words.addAll(runAs.prefix());
            words.addAll(Server.commandLine(home, directory.cluster(), freePort(), DURABLE));
            Process orphan = Command.launch(words, Path.of("/"));
            eventually(() -> Files.readString(directory.cluster().resolve("postmaster.pid"))
                    .contains("ready"));
            return orphan;
        }
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Orphans orphans(Path data) throws Exception {
        try (DataDirectory directory = DataDirectory.claim(data)) {
            return new Orphans(directory, new ServerLog(directory.log(), Listener.SILENT));
        }
    }

    private static long sessionOf(long pid) throws Exception {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3]);
    }
}
