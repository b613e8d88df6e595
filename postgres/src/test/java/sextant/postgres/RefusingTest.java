package sextant.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static sextant.postgres.World.DURABLE;
import static sextant.postgres.World.ask;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sextant.postgres.StartRefusal.Damaged;
import sextant.postgres.StartRefusal.DirectoryInUse;
import sextant.postgres.StartRefusal.NotPrivate;
import sextant.postgres.StartRefusal.NotWritable;
import sextant.postgres.StartRefusal.OtherMajorVersion;
import sextant.postgres.StartRefusal.PortTaken;

class RefusingTest {
    @TempDir
    Path temporary;

    @Test
    void a_directory_that_another_process_uses() throws Exception {
        Path data = World.cluster(temporary);
        Process child = World.startChild(data);
        try {
            World.awaitLine(child.inputReader(), "ready");
            assertThat(refusal(data, DURABLE))
                    .isEqualTo(new DirectoryInUse(data.toRealPath(), OptionalLong.of(child.pid())));
        } finally {
            child.getOutputStream().close();
            assertThat(child.waitFor(15, TimeUnit.SECONDS)).isTrue();
        }
        EmbeddedPostgres.start(data, DURABLE).close();
    }

    @Test
    void a_directory_that_this_process_uses_and_goes_on_using() throws Exception {
        Path data = World.cluster(temporary);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, DURABLE)) {
            OptionalLong us = OptionalLong.of(ProcessHandle.current().pid());
            assertThat(refusal(data, DURABLE)).isEqualTo(new DirectoryInUse(data.toRealPath(), us));
            Path link = Files.createSymbolicLink(temporary.resolve("link"), data);
            assertThat(refusal(link, DURABLE)).isEqualTo(new DirectoryInUse(data.toRealPath(), us));
            Process child = World.startChild(data);
            assertThat(World.awaitLine(child.inputReader(), "refused")).startsWith("DirectoryInUse");
            assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void a_cluster_of_another_major_version_which_stays_as_it_is() throws Exception {
        Path data = temporary.resolve("data");
        Path version = data.resolve("postgres/PG_VERSION");
        Files.createDirectory(data, DataDirectory.PRIVATE_DIRECTORY);
        Files.createDirectories(version.getParent());
        Files.writeString(version, "17\n");
        assertThat(refusal(data, DURABLE))
                .isEqualTo(new OtherMajorVersion(data.toRealPath().resolve("postgres"), "17", "18"));
        assertThat(version).hasContent("17");
        assertThat(data.resolve("password")).doesNotExist();
    }

    @Test
    void a_cluster_without_its_version() throws Exception {
        Path data = temporary.resolve("data");
        Files.createDirectory(data, DataDirectory.PRIVATE_DIRECTORY);
        Files.createDirectories(data.resolve("postgres/base"));
        assertThat(refusal(data, DURABLE)).isInstanceOf(Damaged.class);
    }

    @Test
    void a_file_in_place_of_the_directory() throws Exception {
        Path file = Files.createFile(temporary.resolve("data"));
        assertThat(refusal(file, DURABLE)).isEqualTo(new NotWritable(file, "it is not a directory"));
    }

    @Test
    void a_directory_that_holds_other_things_for_other_users() throws Exception {
        Path data = Files.createDirectory(temporary.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createFile(data.resolve("thesis.txt"));
        assertThat(refusal(data, DURABLE)).isEqualTo(new NotPrivate(data));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void a_directory_that_permissions_close_to_us() throws Exception {
        assumeTrue(!World.isRoot(), "permissions do not bind root");
        Path closed = Files.createDirectory(
                temporary.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-x------")));
        assertThat(refusal(closed, DURABLE)).isEqualTo(new NotWritable(closed, "permission denied"));
        assertThat(refusal(closed.resolve("data"), DURABLE))
                .isEqualTo(new NotWritable(closed.resolve("data"), "permission denied"));
    }

    @Test
    void a_read_only_file_system() throws Exception {
        assumeTrue(World.mayMount(), "mounting is not allowed here");
        Path mounted = Files.createDirectory(temporary.resolve("mounted"));
        List<String> said = onFileSystem("ro", mounted, "\"$@\" </dev/null");
        assertThat(said).hasSize(2).last().isEqualTo("closed");
        assertThat(said.getFirst())
                .isEqualTo("refused NotWritable " + mounted.resolve("data")
                        + " cannot be written: read-only file system.");
    }

    @Test
    void a_disk_that_is_full_at_the_first_start() throws Exception {
        assumeTrue(World.mayMount(), "mounting is not allowed here");
        Path mounted = Files.createDirectory(temporary.resolve("mounted"));
        Binaries.ensure(World.BINARIES, true);
        List<String> said = onFileSystem("size=15m", mounted, "\"$@\" </dev/null; ls \"$0/data\"");
        assertThat(said.getFirst())
                .isEqualTo("refused DiskFull There is no space left on the disk of " + mounted.resolve("data") + ".");
        assertThat(said).doesNotContain("postgres", "postgres.unfinished");
    }

    @Test
    void a_disk_that_is_full_later_and_only_as_long_as_it_is() throws Exception {
        assumeTrue(World.mayMount(), "mounting is not allowed here");
        Path mounted = Files.createDirectory(temporary.resolve("mounted"));
        List<String> said = onFileSystem("size=100m", mounted, """
                "$@" </dev/null
                dd if=/dev/zero of="$0/fill" bs=4k 2>/dev/null
                "$@" </dev/null
                rm "$0/fill"
                "$@" </dev/null
                """);
        assertThat(said)
                .filteredOn(line -> !line.equals("closed"))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("ready "),
                        full -> assertThat(full).startsWith("refused DiskFull There is no space left on the disk"),
                        freed -> assertThat(freed).startsWith("ready "));
    }

    @Test
    void a_port_that_somebody_else_listens_on() throws Exception {
        Path data = World.cluster(temporary);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertThat(refusal(data, DURABLE.withPort(port))).isEqualTo(new PortTaken(port));
            taken.close();
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, DURABLE.withPort(port))) {
                assertThat(postgres.port()).isEqualTo(port);
                assertThat(postgres.jdbcUrl()).isEqualTo("jdbc:postgresql://127.0.0.1:" + port + "/sextant");
            }
        }
    }

    @Test
    void a_processor_for_which_there_is_no_server() throws Exception {
        Path data = temporary.resolve("data");
        Process child = new ProcessBuilder(World.childCommand(data, "-Dos.arch=riscv64"))
                .redirectErrorStream(true)
                .start();
        assertThat(World.awaitLine(child.inputReader(), "refused"))
                .isEqualTo("UnsupportedPlatform There is no embedded PostgreSQL for Linux on riscv64:"
                        + " give the address of an external server.");
    }

    @Test
    void root_who_can_become_nobody_else() throws Exception {
        assumeTrue(World.mayMount(), "namespaces are not allowed here");
        List<String> said = onFileSystem(
                "size=15m",
                Files.createDirectory(temporary.resolve("mounted")),
                "echo 0 >/proc/sys/user/max_user_namespaces\n\"$@\" </dev/null");
        assertThat(said.getFirst())
                .startsWith("refused NoUserToRunAs PostgreSQL does not run as root, and there is no");
    }

    private static StartRefusal refusal(Path data, Settings settings) {
        CannotStart refused = Assertions.catchThrowableOfType(
                CannotStart.class, () -> EmbeddedPostgres.start(data, settings).close());
        assertThat(refused).as("it started").isNotNull();
        assertThat(refused.getMessage()).isEqualTo(refused.refusal().sentence()).endsWith(".");
        return refused.refusal();
    }

    /** Runs the script with the mount point as $0 and the child's command as the rest; returns what was said. */
    private static List<String> onFileSystem(String options, Path mounted, String script) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "sh",
                "-c",
                "mount -t tmpfs -o mode=0755," + options + " sextant \"$0\" || exit 1\n" + script,
                mounted.toString()));
        words.addAll(World.childCommand(mounted.resolve("data")));
        Process process = World.inMountNamespace(words).start();
        try (var lines = process.inputReader()) {
            return lines.lines().toList();
        }
    }
}
