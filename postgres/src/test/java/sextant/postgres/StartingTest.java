package sextant.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sextant.postgres.World.DURABLE;
import static sextant.postgres.World.ask;
import static sextant.postgres.World.execute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

class StartingTest {
    @TempDir
    Path temporary;

    @Test
    void a_fresh_directory_becomes_a_durable_private_database() throws Exception {
        Path data = temporary.resolve("deep/data");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, DURABLE)) {
            assertThat(ask(postgres, "SELECT current_database() || ' ' || current_user"))
                    .isEqualTo("sextant sextant_owner");
            for (String durable : Set.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
                assertThat(ask(postgres, "SHOW " + durable)).as(durable).isEqualTo("on");
            }
            assertThat(ask(postgres, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(ask(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(postgres, "SHOW unix_socket_directories")).isEmpty();
            assertThat(ask(postgres, "SHOW server_version")).startsWith(Binaries.MAJOR + ".");
            assertThat(ask(postgres, "SELECT setting FROM pg_settings WHERE name = 'log_timezone'"))
                    .isEqualTo("UTC");
            assertThat(permissions(data)).isEqualTo("rwx------");
            assertThat(permissions(data.resolve("postgres"))).isEqualTo("rwx------");
            assertThat(permissions(data.resolve("password"))).isEqualTo("rw-------");
            assertThat(permissions(data.resolve("lock"))).isEqualTo("rw-------");
            assertThat(Files.readString(data.resolve("postgres/pg_hba.conf")).lines())
                    .filteredOn(line -> !line.isBlank() && !line.startsWith("#"))
                    .isNotEmpty()
                    .allMatch(line -> line.endsWith("scram-sha-256"));
        }
    }

    @Test
    void the_owner_is_no_superuser_and_the_superuser_cannot_sign_in() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(World.cluster(temporary), DURABLE)) {
            assertThat(ask(
                            postgres,
                            "SELECT rolsuper::text || rolbypassrls FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo("falsetrue");
            assertThatThrownBy(
                            () -> DriverManager.getConnection(postgres.jdbcUrl(), "postgres", postgres.ownerPassword()))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), "sextant_owner", "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void letters_of_other_languages_are_letters() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(World.cluster(temporary), DURABLE)) {
            execute(postgres, "CREATE EXTENSION pg_trgm");
            assertThat(ask(postgres, "SELECT lower('ÜBUNG')")).isEqualTo("übung");
            assertThat(ask(postgres, "SELECT 'Übung' ~ '^\\w+$'")).isEqualTo("t");
            assertThat(ask(postgres, "SELECT similarity('Ärgernis', 'ärgernis')"))
                    .isEqualTo("1");
            assertThat(ask(postgres, "SELECT similarity('ÄÖÜ', 'äxü') < 1")).isEqualTo("t");
        }
    }

    @Test
    void a_second_start_finds_the_data_and_the_password_of_the_first() throws Exception {
        Path data = World.cluster(temporary);
        String password;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, DURABLE)) {
            password = postgres.ownerPassword();
            execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, DURABLE)) {
            assertThat(postgres.ownerPassword()).isEqualTo(password);
            assertThat(ask(postgres, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void a_lost_password_file_is_replaced() throws Exception {
        Path data = World.cluster(temporary);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, DURABLE)) {
            execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        String lost = Files.readString(data.resolve("password")).strip();
        Files.delete(data.resolve("password"));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, DURABLE)) {
            assertThat(postgres.ownerPassword()).isNotEqualTo(lost);
            assertThat(ask(postgres, "SELECT answer FROM kept")).isEqualTo("42");
            assertThat(permissions(data.resolve("password"))).isEqualTo("rw-------");
        }
    }

    @Test
    void the_password_is_on_no_command_line_in_no_environment_and_in_no_log() throws Exception {
        Path data = temporary.resolve("data");
        Set<String> seen = ConcurrentHashMap.newKeySet();
        AtomicBoolean watching = new AtomicBoolean(true);
        Thread watch = Thread.ofPlatform().start(() -> {
            while (watching.get()) {
                lookAtProcesses(seen);
            }
        });
        String password;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, DURABLE)) {
            password = postgres.ownerPassword();
            execute(postgres, "SELECT 1");
        } finally {
            watching.set(false);
            watch.join();
        }
        assertThat(password).hasSizeGreaterThanOrEqualTo(32);
        assertThat(seen).anyMatch(line -> line.contains("initdb")).anyMatch(line -> line.contains("--single"));
        assertThat(seen).noneMatch(line -> line.contains(password));
        Path log = data.resolve("log/postgres.log");
        if (Files.exists(log)) {
            assertThat(Files.readString(log)).doesNotContain(password);
        }
    }

    @Test
    void a_scratch_database_is_quick_rather_than_durable_and_gone_at_the_end() throws Exception {
        Path data = temporary.resolve("data");
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.start(data, Settings.scratch().withBinaries(World.BINARIES))) {
            assertThat(ask(postgres, "SHOW fsync")).isEqualTo("off");
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void the_server_is_unpacked_once_and_again_when_its_tree_is_not_whole(
            @TempDir(factory = TempDirFactory.Standard.class) Path executable) throws Exception {
        Path data = executable.resolve("data");
        Settings own = Settings.standard();
        EmbeddedPostgres.start(data, own).close();
        Path program = data.resolve("bin").resolve(Binaries.VERSION).resolve("bin/postgres");
        var unpacked = Files.readAttributes(program, BasicFileAttributes.class).fileKey();
        Files.createDirectories(data.resolve("bin/17.1.0/bin"));
        EmbeddedPostgres.start(data, own).close();
        assertThat(Files.readAttributes(program, BasicFileAttributes.class).fileKey())
                .isEqualTo(unpacked);
        assertThat(data.resolve("bin/17.1.0")).doesNotExist();
        try (var channel = FileChannel.open(program, StandardOpenOption.WRITE)) {
            channel.truncate(1000);
        }
        EmbeddedPostgres.start(data, own).close();
        assertThat(Files.size(program)).isGreaterThan(1_000_000);
    }

    @Test
    void a_setup_that_was_cut_short_starts_over() throws Exception {
        Path data = temporary.resolve("data");
        Files.createDirectory(data, DataDirectory.PRIVATE_DIRECTORY);
        Files.createDirectories(data.resolve("postgres.unfinished/base"));
        Files.writeString(data.resolve("postgres.unfinished/PG_VERSION"), "18\n");
        Files.writeString(data.resolve("password"), "");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, DURABLE)) {
            assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
        }
        assertThat(data.resolve("postgres.unfinished")).doesNotExist();
    }

    private static void lookAtProcesses(Set<String> seen) {
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                for (String file : Set.of("cmdline", "environ")) {
                    try {
                        seen.add(Files.readString(process.resolve(file), StandardCharsets.ISO_8859_1));
                    } catch (IOException e) {
                        // it ended meanwhile, or is not ours to look at
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
