package sextant.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void durability_is_given_up_for_scratch_alone() {
        assertThat(parameters(Settings.standard()))
                .contains("fsync=on", "synchronous_commit=on", "full_page_writes=on");
        assertThat(parameters(Settings.scratch())).contains("fsync=off");
        for (String name : List.of("fsync", "full_page_writes", "listen_addresses", "Fsync", "--single")) {
            assertThatThrownBy(() -> Settings.scratch().withParameters(Map.of(name, "off")))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_change_leaves_the_original_as_it_was_and_keeps_the_rest() {
        Settings one = Settings.scratch().withPort(5433).withMaxConnections(7);
        Settings two = one.withSharedBuffersMegabytes(64).withParameters(Map.of("work_mem", "8MB"));
        assertThat(parameters(one)).contains("shared_buffers=128MB").doesNotContain("work_mem=8MB");
        assertThat(parameters(two)).contains("shared_buffers=64MB", "work_mem=8MB", "max_connections=7", "fsync=off");
        assertThat(two.port()).hasValue(5433);
    }

    @Test
    void other_platforms_have_other_archives_or_none() {
        assertThat(Binaries.archiveName("Linux", "amd64")).hasValue("/postgres-linux-x86_64.txz");
        assertThat(Binaries.archiveName("Linux", "aarch64")).hasValue("/postgres-linux-arm_64.txz");
        assertThat(Binaries.archiveName("Linux", "riscv64")).isEmpty();
        assertThat(Binaries.archiveName("Mac OS X", "aarch64")).isEmpty();
    }

    private static List<String> parameters(Settings settings) {
        return Server.commandLine(Path.of("/home"), Path.of("/data"), 5433, settings);
    }
}
