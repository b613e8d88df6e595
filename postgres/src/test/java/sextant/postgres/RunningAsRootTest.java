package sextant.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static sextant.postgres.World.DURABLE;
import static sextant.postgres.World.ask;
import static sextant.postgres.World.execute;
import static sextant.postgres.World.ownerOf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sextant.postgres.Settings.RootWay;
import sextant.postgres.StartRefusal.NotReachable;

class RunningAsRootTest {
    private Path temporary = Path.of("");

    @BeforeEach
    void a_directory_that_everybody_may_enter() throws Exception {
        assumeTrue(World.isRoot(), "we are not root");
        temporary = Files.createTempDirectory("sextant").toRealPath();
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
    }

    @AfterEach
    void is_removed() throws Exception {
        if (!temporary.toString().isEmpty()) {
            DataDirectory.deleteTree(temporary);
        }
    }

    @Test
    void in_a_user_namespace_the_files_stay_roots() throws Exception {
        Path data = temporary.resolve("data");
        Settings namespaced = DURABLE.withRootWay(RootWay.USER_NAMESPACE);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, namespaced)) {
            assertThat(Files.readSymbolicLink(proc(postgres, "ns/user")))
                    .isNotEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/user")));
            assertThat(effectiveCapabilities(postgres)).isEqualTo("0000000000000000");
            assertThat(ownerOf(data.resolve("postgres/PG_VERSION"))).isZero();
        }
    }

    @Test
    void as_a_system_user_who_gets_the_data() throws Exception {
        Path data = temporary.resolve("data");
        Settings asUser = Settings.standard().withSharedBuffersMegabytes(16).withRootWay(RootWay.SYSTEM_USER);
        int user = RunAs.systemUser(Files.readAllLines(Path.of("/etc/passwd")))
                .orElseThrow()
                .uid();
        long server;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, asUser)) {
            server = postgres.pid();
            assertThat(ownerOf(Path.of("/proc", Long.toString(server))))
                    .isEqualTo(user)
                    .isNotZero();
            assertThat(ownerOf(data.resolve("postgres/PG_VERSION"))).isEqualTo(user);
            assertThat(effectiveCapabilities(postgres)).isEqualTo("0000000000000000");
            assertThat(status(postgres, "Groups")).isEmpty();
            World.kill("KILL", server);
            assertThat(World.eventually(() -> ask(postgres, "SELECT 1"))).isEqualTo("1");
        }
        assertThat(World.isAlive(server)).isFalse();
    }

    @Test
    void a_cluster_goes_from_one_way_to_the_other_and_back() throws Exception {
        Path data = temporary.resolve("data");
        Settings own = Settings.standard().withSharedBuffersMegabytes(16).withBinaries(temporary.resolve("shared"));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, own.withRootWay(RootWay.USER_NAMESPACE))) {
            execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        for (RootWay way : List.of(RootWay.SYSTEM_USER, RootWay.USER_NAMESPACE)) {
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, own.withRootWay(way))) {
                assertThat(ask(postgres, "SELECT answer FROM kept")).isEqualTo("42");
            }
        }
        assertThat(ownerOf(data.resolve("password"))).isZero();
    }

    @Test
    void is_refused_where_the_system_user_may_not_enter() throws Exception {
        Path closed = Files.createDirectory(temporary.resolve("closed"), DataDirectory.PRIVATE_DIRECTORY);
        CannotStart refused = Assertions.catchThrowableOfType(
                CannotStart.class,
                () -> EmbeddedPostgres.start(closed.resolve("data"), DURABLE.withRootWay(RootWay.SYSTEM_USER))
                        .close());
        assertThat(refused.refusal()).isEqualTo(new NotReachable(closed, "the system user " + systemUserName()));
    }

    private static String systemUserName() throws Exception {
        return Files.readAllLines(Path.of("/etc/passwd")).stream().anyMatch(line -> line.startsWith("postgres:"))
                ? "postgres"
                : "nobody";
    }

    private static Path proc(EmbeddedPostgres postgres, String file) {
        return Path.of("/proc", Long.toString(postgres.pid()), file);
    }

    private static String effectiveCapabilities(EmbeddedPostgres postgres) throws Exception {
        return status(postgres, "CapEff");
    }

    private static String status(EmbeddedPostgres postgres, String field) throws Exception {
        return Files.readAllLines(proc(postgres, "status")).stream()
                .filter(line -> line.startsWith(field + ":"))
                .map(line -> line.substring(field.length() + 1).strip())
                .findFirst()
                .orElseThrow();
    }
}
