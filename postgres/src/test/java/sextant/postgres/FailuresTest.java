package sextant.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import sextant.postgres.StartRefusal.DirectoryInUse;
import sextant.postgres.StartRefusal.DiskFull;
import sextant.postgres.StartRefusal.NotWritable;
import sextant.postgres.StartRefusal.PortTaken;
import sextant.postgres.StartRefusal.ServerFailed;

class FailuresTest {
    private static final Path DATA = Path.of("/data");

    @Test
    void what_the_system_says_becomes_what_it_means() {
        assertThat(refusal(new IOException("No space left on device"))).isEqualTo(new DiskFull(DATA));
        assertThat(refusal(new FileSystemException("/data/x", null, "Disk quota exceeded")))
                .isEqualTo(new DiskFull(DATA));
        assertThat(refusal(new AccessDeniedException("/data/x"))).isEqualTo(new NotWritable(DATA, "permission denied"));
        assertThat(refusal(new FileSystemException("/data/x", null, "Input/output error")))
                .isEqualTo(new NotWritable(DATA, "input/output error"));
    }

    @Test
    void what_the_server_says_becomes_what_it_means() {
        assertThat(refusal("LOG:  could not bind IPv4 address \"127.0.0.1\": Address already in use"))
                .isEqualTo(new PortTaken(5433));
        assertThat(refusal("FATAL:  could not write lock file \"postmaster.pid\": No space left on device"))
                .isEqualTo(new DiskFull(DATA));
        assertThat(refusal("FATAL:  lock file \"postmaster.pid\" already exists"))
                .isEqualTo(new DirectoryInUse(DATA, OptionalLong.empty()));
        assertThat(refusal("2026-01-01 00:00:00.000 UTC [7] FATAL:  could not map shared memory", "LOG:  shut down"))
                .isEqualTo(new ServerFailed("could not map shared memory"));
        assertThat(refusal("initdb: error: could not look up effective user ID 1000"))
                .isEqualTo(new ServerFailed("could not look up effective user ID 1000"));
        assertThat(refusal("something odd", "")).isEqualTo(new ServerFailed("something odd"));
        assertThat(refusal()).isEqualTo(new ServerFailed("it ended with exit code 1 and said nothing"));
    }

    private static StartRefusal refusal(IOException failure) {
        return Failures.from(DATA, failure).refusal();
    }

    private static StartRefusal refusal(String... lines) {
        return Failures.from(DATA, 5433, 1, List.of(lines)).refusal();
    }
}
