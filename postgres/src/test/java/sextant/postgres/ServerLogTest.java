package sextant.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {
    @TempDir
    Path temporary;

    @Test
    void the_files_stay_within_their_bound_and_keep_the_newest() throws Exception {
        Path directory = temporary.resolve("log");
        String line = "x".repeat(1 << 18);
        try (ServerLog log = new ServerLog(directory, Listener.SILENT)) {
            for (int i = 0; i < 100; i++) {
                log.add(line);
            }
            log.add("the newest");
        }
        try (var files = Files.list(directory)) {
            assertThat(files.toList())
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(Files.size(file)).isLessThan((8 << 20) + (1 << 19)));
        }
        assertThat(Files.readString(directory.resolve("postgres.log"))).endsWith("the newest\n");
    }

    @Test
    void a_failing_listener_and_an_unwritable_place_stop_nothing() throws Exception {
        Path file = Files.createFile(temporary.resolve("log"));
        List<String> heard = new ArrayList<>();
        try (ServerLog log = new ServerLog(file, line -> {
            heard.add(line);
            throw new IllegalStateException("a listener's own trouble");
        })) {
            log.add("one");
            log.own("two");
            assertThat(log.lastLines()).containsExactly("one", "sextant: two");
        }
        assertThat(heard).containsExactly("one", "sextant: two");
    }
}
