package sextant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import sextant.journal.KeptCheckpoints;
import sextant.journal.KeptCheckpoints.Answer;
import sextant.journal.Proofs;
import sextant.journal.Sequencer;
import sextant.ledger.Hash;
import sextant.measurement.Cadence;
import sextant.measurement.DefineKpi;
import sextant.measurement.Direction;
import sextant.measurement.Frequency;
import sextant.measurement.Kpi;
import sextant.measurement.Kpis;
import sextant.measurement.ValueKind;
import sextant.people.Actor;
import sextant.people.Actors;
import sextant.people.Persons;
import sextant.people.SetUp;
import sextant.people.Units;
import sextant.platform.OrganizationId;
import sextant.platform.database.DatabaseAccess;
import sextant.platform.database.Migrations;
import sextant.platform.database.Transactions;
import sextant.platform.files.StoredFiles;
import sextant.postgres.EmbeddedPostgres;
import sextant.postgres.Settings;

class BackupTest {
    private static final String EVIDENCE = "what was measured";

    @TempDir
    Path temporary;

    private record Answered(int code, String out, String err) {}

    /** What is known of an installation before it is backed up. */
    private record Known(OrganizationId organization, Hash file, String checkpoint) {}

    @Test
    void moves_everything_under_load_to_an_external_database_and_back() throws Exception {
        Path first = temporary.resolve("first");
        Path file = temporary.resolve("one.backup");
        AtomicInteger acknowledged = new AtomicInteger();
        int before;
        Known known;
        String after;
        try (ConfigurableApplicationContext server = launch(first, Optional.empty())) {
            known = begin(server);
            Thread writer = writing(server, known.organization(), acknowledged);
            while (acknowledged.get() < 20) Thread.sleep(10);
            before = acknowledged.get();
            Answered taken = run("backup", file.toString(), "--data", first.toString());
            assertThat(taken).matches(it -> it.code() == 0, taken.toString());
            assertThat(taken.out()).contains("holds everything, with the keys");
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            int meanwhile = acknowledged.get();
            while (acknowledged.get() < meanwhile + 5) Thread.sleep(10);
            writer.interrupt();
            writer.join();
            server.getBean(Sequencer.class).sequence(known.organization());
            after = checkpoint(server, known.organization());
        }

        Path other = temporary.resolve("other");
        try (EmbeddedPostgres cluster = EmbeddedPostgres.start(temporary.resolve("cluster"), Settings.standard())) {
            String url = external(cluster);
            Answered restored = run("restore", file.toString(), "--data", other.toString(), "--database-url", url);
            assertThat(restored).matches(it -> it.code() == 0, restored.toString());
            assertThat(restored.out()).contains("1 organization,", "the journal holds");
            try (ConfigurableApplicationContext server = launch(other, Optional.of(url))) {
                int kpis = kpis(server, known.organization());
                assertThat(kpis).isBetween(before, acknowledged.get() - 5);
                isWhatItWas(server, known);
                assertThat(check(server, known.organization(), after)).isInstanceOf(Answer.BeyondABackup.class);
                define(server, known.organization(), "After");
                server.getBean(Sequencer.class).sequence(known.organization());
                assertThat(check(server, known.organization(), known.checkpoint()))
                        .isInstanceOf(Answer.Consistent.class);
                assertThat(run(
                                "restore",
                                file.toString(),
                                "--replace",
                                "--data",
                                other.toString(),
                                "--database-url",
                                url))
                        .isEqualTo(new Answered(1, "", "Sextant runs on this database. Stop it first.\n"));
            }
            Path second = temporary.resolve("two.backup");
            assertThat(run("backup", second.toString(), "--data", other.toString(), "--database-url", url)
                            .code())
                    .isZero();
            Path third = temporary.resolve("third");
            Answered back = run("restore", second.toString(), "--data", third.toString());
            assertThat(back).matches(it -> it.code() == 0, back.toString());
            try (ConfigurableApplicationContext server = launch(third, Optional.empty())) {
                isWhatItWas(server, known);
                assertThat(server.getBean(Transactions.class)
                                .read(
                                        known.organization(),
                                        () -> server.getBean(Proofs.class).restores(known.organization())))
                        .hasSize(2);
            }
        }
    }

    @Test
    void an_older_one_in_the_place_of_what_is_there_begins_a_new_log() throws Exception {
        Path data = temporary.resolve("data");
        Path file = temporary.resolve("older.backup");
        Known known;
        String later;
        try (ConfigurableApplicationContext server = launch(data, Optional.empty())) {
            known = begin(server);
            assertThat(run("backup", file.toString(), "--data", data.toString()).code())
                    .isZero();
            define(server, known.organization(), "Lost");
            server.getBean(Sequencer.class).sequence(known.organization());
            later = checkpoint(server, known.organization());
        }
        Answered kept = run("restore", file.toString(), "--data", data.toString());
        assertThat(kept.code()).isEqualTo(1);
        assertThat(kept.err()).contains("Restore with --replace");
        assertThat(run("backup", file.toString(), "--data", data.toString()).err())
                .contains("already");
        for (int time = 0; time < 2; time++)
            assertThat(run("restore", file.toString(), "--replace", "--data", data.toString())
                            .code())
                    .isZero();
        try (ConfigurableApplicationContext server = launch(data, Optional.empty())) {
            isWhatItWas(server, known);
            assertThat(kpis(server, known.organization())).isZero();
            Answer lost = check(server, known.organization(), later);
            assertThat(lost).isInstanceOf(Answer.BeyondABackup.class);
            Proofs.Head head = head(server, known.organization());
            assertThat(head.epoch()).isEqualTo(2);
            assertThat(head.origin()).isNotEqualTo("sextant/" + known.organization() + "/1");
        }
    }

    @Test
    void a_damaged_one_is_refused_before_anything_changes() throws Exception {
        Path data = temporary.resolve("data");
        Path file = temporary.resolve("whole.backup");
        Known known;
        try (ConfigurableApplicationContext server = launch(data, Optional.empty())) {
            known = begin(server);
        }
        assertThat(run("backup", file.toString(), "--data", data.toString()).code())
                .isZero();
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(7);
        List<byte[]> damaged = new ArrayList<>();
        for (int one = 0; one < 40; one++) {
            byte[] bytes = whole.clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            damaged.add(bytes);
        }
        damaged.add(java.util.Arrays.copyOf(whole, whole.length / 2));
        damaged.add(java.util.Arrays.copyOf(whole, whole.length - 1));
        damaged.add(new byte[0]);
        damaged.add("not a backup".getBytes(StandardCharsets.UTF_8));
        String there = everything(data);
        try (EmbeddedPostgres own = EmbeddedPostgres.start(data.resolve("database"), Settings.standard())) {
            Path broken = temporary.resolve("broken.backup");
            for (byte[] bytes : damaged) {
                Files.write(broken, bytes);
                // Beside the running cluster, which is not started again for each.
                Answered answer = run("restore", broken.toString(), "--data", data.toString());
                assertThat(answer.err()).contains("is no backup of Sextant, or it is damaged");
                assertThat(answer.code()).isEqualTo(1);
            }
        }
        assertThat(everything(data)).isEqualTo(there);
        try (ConfigurableApplicationContext server = launch(data, Optional.empty())) {
            isWhatItWas(server, known);
            assertThat(server.getBean(Transactions.class)
                            .read(
                                    known.organization(),
                                    () -> server.getBean(Proofs.class).restores(known.organization())))
                    .isEmpty();
        }
    }

    @Test
    void one_of_an_older_version_comes_up_to_this_one_and_one_of_a_later_is_refused() throws Exception {
        Path file = temporary.resolve("old.backup");
        UUID organization = UUID.randomUUID();
        try (EmbeddedPostgres old = EmbeddedPostgres.start(temporary.resolve("old/database"), Settings.standard())) {
            DatabaseAccess access = new DatabaseAccess(old.jdbcUrl(), old.ownerUser(), old.ownerPassword(), "");
            Migrations.upTo(access, "2026.11.27.032").migrate();
            try (Connection owner = connect(access);
                    var statement = owner.createStatement()) {
                statement.execute(
                        "insert into sextant.organization (id, name, time_zone, language, created_at) values ('"
                                + organization + "', 'Old', 'UTC', 'en', now())");
            }
            assertThat(run(
                                    "backup",
                                    file.toString(),
                                    "--data",
                                    temporary.resolve("old").toString())
                            .code())
                    .isZero();
        }
        Path data = temporary.resolve("new");
        assertThat(run("restore", file.toString(), "--data", data.toString()).code())
                .isZero();
        try (ConfigurableApplicationContext server = launch(data, Optional.empty())) {
            assertThat(server.getBean(SetUp.class).openLink())
                    .as("there is an organization")
                    .isEmpty();
        }
        try (EmbeddedPostgres own = EmbeddedPostgres.start(data.resolve("database"), Settings.standard());
                Connection owner =
                        connect(new DatabaseAccess(own.jdbcUrl(), own.ownerUser(), own.ownerPassword(), ""));
                var statement = owner.createStatement()) {
            statement.execute("insert into sextant.flyway_schema_history (installed_rank, version, description, type,"
                    + " script, checksum, installed_by, execution_time, success)"
                    + " values (9999, '2099.01.01.001', 'later', 'SQL', 'x.sql', 1, 'me', 1, true)");
        }
        Path later = temporary.resolve("later.backup");
        assertThat(run("backup", later.toString(), "--data", data.toString()).code())
                .isZero();
        Answered refused = run(
                "restore",
                later.toString(),
                "--data",
                temporary.resolve("fresh").toString());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("does not know", "2099.01.01.001");
    }

    @Test
    void a_journal_that_does_not_hold_is_not_restored_and_what_was_there_comes_back() throws Exception {
        Path data = temporary.resolve("data");
        Path file = temporary.resolve("forged.backup");
        Known known;
        try (ConfigurableApplicationContext server = launch(data, Optional.empty())) {
            known = begin(server);
        }
        Path forger = temporary.resolve("forger");
        assertThat(run("backup", file.toString(), "--data", data.toString()).code())
                .isZero();
        assertThat(run("restore", file.toString(), "--data", forger.toString()).code())
                .isZero();
        try (EmbeddedPostgres own = EmbeddedPostgres.start(forger.resolve("database"), Settings.standard());
                Connection owner =
                        connect(new DatabaseAccess(own.jdbcUrl(), own.ownerUser(), own.ownerPassword(), ""));
                var statement = owner.createStatement()) {
            assertThat(statement.executeUpdate("update sextant.revision set leaf = '{}'::bytea where kind = 'unit'"))
                    .isPositive();
        }
        Path forged = temporary.resolve("rewritten.backup");
        assertThat(run("backup", forged.toString(), "--data", forger.toString()).code())
                .isZero();
        Answered refused = run("restore", forged.toString(), "--replace", "--data", data.toString());
        assertThat(refused)
                .isEqualTo(new Answered(
                        1, "", "The backup's journal does not hold. A revision is not what its hash says.\n"));
        assertThat(keys(data)).doesNotContain("before-");
        try (ConfigurableApplicationContext server = launch(data, Optional.empty())) {
            isWhatItWas(server, known);
        }
    }

    @Test
    void an_interrupted_one_keeps_the_application_from_starting_until_the_next() throws Exception {
        Path data = temporary.resolve("data");
        Path file = temporary.resolve("a.backup");
        Known known;
        try (ConfigurableApplicationContext server = launch(data, Optional.empty())) {
            known = begin(server);
        }
        assertThat(run("backup", file.toString(), "--data", data.toString()).code())
                .isZero();
        try (EmbeddedPostgres own = EmbeddedPostgres.start(data.resolve("database"), Settings.standard());
                Connection owner =
                        connect(new DatabaseAccess(own.jdbcUrl(), own.ownerUser(), own.ownerPassword(), ""));
                var statement = owner.createStatement()) {
            statement.execute("alter schema sextant rename to sextant_before_restore");
            statement.execute("create schema sextant");
        }
        assertThatThrownBy(() -> launch(data, Optional.empty()))
                .hasRootCauseInstanceOf(Migrations.UnfinishedRestore.class);
        assertThat(run("restore", file.toString(), "--replace", "--data", data.toString())
                        .code())
                .isZero();
        try (ConfigurableApplicationContext server = launch(data, Optional.empty())) {
            isWhatItWas(server, known);
        }
    }

    @Test
    void wrong_use_and_a_database_out_of_reach_are_one_sentence_and_exit_code_2() throws Exception {
        for (String line : new String[] {
            "", "backup", "restore", "backup a b", "backup --replace a", "restore a --port 1", "restore a --data"
        }) {
            Answered answer = run(line.split(" "));
            assertThat(answer.code()).as(line).isEqualTo(2);
            assertThat(answer.err().lines()).as(line).hasSize(1);
        }
        assertThat(run(
                        "backup",
                        temporary.resolve("a").toString(),
                        "--data",
                        temporary.resolve("empty").toString()))
                .isEqualTo(new Answered(1, "", "There is nothing in this installation yet.\n"));
        assertThat(run(
                                "backup",
                                "/nowhere/at/all",
                                "--data",
                                temporary.resolve("empty").toString())
                        .err())
                .contains("no folder");
        assertThat(run(
                                "restore",
                                temporary.resolve("a").toString(),
                                "--data",
                                temporary.resolve("empty").toString())
                        .err())
                .contains("There is no file");
    }

    /** The path of a backup that could be restored. */
    private String whole() throws Exception {
        Path data = temporary.resolve("whole");
        Path file = temporary.resolve("whole.backup");
        try (ConfigurableApplicationContext server = launch(data, Optional.empty())) {
            begin(server);
        }
        assertThat(run("backup", file.toString(), "--data", data.toString()).code())
                .isZero();
        return file.toString();
    }

    private static Answered run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Backup.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Clock.systemUTC());
        return new Answered(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static ConfigurableApplicationContext launch(Path data, Optional<String> url) throws Exception {
        return Launch.start(new Launch.Options(0, data, url, false), new PrintStream(new ByteArrayOutputStream()));
    }

    private static Known begin(ConfigurableApplicationContext server) {
        SetUp setUp = server.getBean(SetUp.class);
        OrganizationId organization = setUp.begin(
                        setUp.openLink().orElseThrow(),
                        new SetUp.Beginning(
                                "Example", "Mara", "mara@example.com", "correct horse battery", "en", ZoneOffset.UTC))
                .orElseThrow();
        Hash file = server.getBean(Transactions.class)
                .write(
                        organization,
                        () -> server.getBean(StoredFiles.class)
                                .put(organization, "a.txt", "text/plain", EVIDENCE.getBytes(StandardCharsets.UTF_8)));
        server.getBean(Sequencer.class).sequence(organization);
        return new Known(organization, file, checkpoint(server, organization));
    }

    private static Thread writing(
            ConfigurableApplicationContext server, OrganizationId organization, AtomicInteger acknowledged) {
        Thread writer = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                define(server, organization, "KPI " + acknowledged.get());
                acknowledged.incrementAndGet();
            }
        });
        writer.start();
        return writer;
    }

    private static void define(ConfigurableApplicationContext server, OrganizationId organization, String name) {
        Actor actor = actor(server, organization);
        server.getBean(DefineKpi.class)
                .add(
                        actor,
                        new Kpi.Definition(
                                "R" + UUID.randomUUID().toString().substring(0, 12),
                                name,
                                actor.reach()
                                        .get(sextant.people.Permission.KPIS_DEFINE)
                                        .iterator()
                                        .next(),
                                "",
                                "",
                                ValueKind.NUMBER,
                                "",
                                Direction.INCREASE,
                                "",
                                "",
                                new Cadence(Frequency.MONTH, 5),
                                Frequency.MONTH,
                                Frequency.MONTH,
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                Optional.empty()));
    }

    private static Actor actor(ConfigurableApplicationContext server, OrganizationId organization) {
        return server.getBean(Transactions.class)
                .read(
                        organization,
                        () -> server.getBean(Actors.class)
                                .find(
                                        organization,
                                        server.getBean(Persons.class)
                                                .all(organization)
                                                .getFirst()
                                                .id(),
                                        new UUID(0, 0),
                                        null)
                                .orElseThrow());
    }

    private static int kpis(ConfigurableApplicationContext server, OrganizationId organization) {
        return server.getBean(Transactions.class)
                .read(
                        organization,
                        () -> server.getBean(Kpis.class).all(organization).size());
    }

    /** The rows, the file that only the keys open, and the log that the kept checkpoint was signed over. */
    private static void isWhatItWas(ConfigurableApplicationContext server, Known known) {
        OrganizationId organization = known.organization();
        Transactions transactions = server.getBean(Transactions.class);
        assertThat(transactions.read(
                        organization, () -> server.getBean(Units.class).tree(organization)))
                .hasSize(1);
        assertThat(transactions.read(
                        organization,
                        () -> server.getBean(StoredFiles.class)
                                .get(organization, known.file())
                                .content()))
                .isEqualTo(EVIDENCE.getBytes(StandardCharsets.UTF_8));
        assertThat(check(server, organization, known.checkpoint())).isInstanceOf(Answer.Consistent.class);
    }

    private static Answer check(ConfigurableApplicationContext server, OrganizationId organization, String kept) {
        return server.getBean(Transactions.class)
                .read(organization, () -> server.getBean(KeptCheckpoints.class).check(organization, kept));
    }

    private static Proofs.Head head(ConfigurableApplicationContext server, OrganizationId organization) {
        return server.getBean(Transactions.class)
                .read(
                        organization,
                        () -> server.getBean(Proofs.class).head(organization).orElseThrow());
    }

    private static String checkpoint(ConfigurableApplicationContext server, OrganizationId organization) {
        return head(server, organization).note();
    }

    /** A database of somebody who is no superuser, as a provider gives it. */
    private static String external(EmbeddedPostgres cluster) throws Exception {
        try (Connection owner = connect(
                        new DatabaseAccess(cluster.jdbcUrl(), cluster.ownerUser(), cluster.ownerPassword(), ""));
                var statement = owner.createStatement()) {
            statement.execute("create role provided login createrole password 'provided'");
            statement.execute("grant provided to current_user");
            statement.execute("create database provided owner provided");
        }
        return "postgresql://provided:provided@127.0.0.1:" + cluster.port() + "/provided";
    }

    private static Connection connect(DatabaseAccess access) throws Exception {
        return DriverManager.getConnection(access.url(), access.owner(), access.ownerPassword());
    }

    private static String everything(Path data) throws Exception {
        try (EmbeddedPostgres own = EmbeddedPostgres.start(data.resolve("database"), Settings.standard());
                Connection owner =
                        connect(new DatabaseAccess(own.jdbcUrl(), own.ownerUser(), own.ownerPassword(), ""));
                var statement = owner.createStatement();
                var rows = statement.executeQuery(
                        "select (select string_agg(nspname, ',' order by nspname) from pg_namespace"
                                + " where nspname like 'sextant%') || (select string_agg(r::text, ';' order by r::text) from sextant.revision r)")) {
            rows.next();
            return rows.getString(1) + keys(data);
        }
    }

    private static String keys(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("keys"))) {
            Function<Path, String> told = file -> file.getFileName() + (Files.isDirectory(file) ? "/" : "");
            return files.sorted().map(told).toList().toString();
        }
    }
}
