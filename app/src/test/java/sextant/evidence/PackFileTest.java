package sextant.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sextant.ledger.Manifest;

class PackFileTest {
    @TempDir
    Path directory;

    @Test
    void takes_no_more_files_than_a_verifier_reads() {
        try (PackFile pack = new PackFile(directory.resolve("pack.zip"))) {
            for (int i = 0; i < Manifest.MOST_FILES; i++) pack.add("documents/" + i + ".json", "");
            assertThat(pack.entries()).hasSize(Manifest.MOST_FILES);
            assertThatThrownBy(() -> pack.add("documents/one-more.json", "")).isInstanceOf(PackFile.Full.class);
        }
    }
}
