package sextant.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sextant.platform.secrets.Keys;
import tools.jackson.databind.json.JsonMapper;

class PutKeysTest {
    @TempDir
    Path temporary;

    @Test
    void keys_that_were_there_stay_aside_and_come_back() throws Exception {
        Path folder = temporary.resolve("keys");
        Keys keys = new Keys(folder);
        keys.named("files", () -> bytes("old"));
        keys.named("journal", () -> bytes("same"));
        PutKeys put = new PutKeys(folder, Instant.parse("2026-11-27T11:00:00Z"));
        try (BackupFile backup = backup(Map.of("files", "new", "journal", "same", "idempotency", "further"))) {
            put.from(backup);
        }
        assertThat(there(folder))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("files", "new", "journal", "same", "idempotency", "further"));
        assertThat(there(folder.resolve("before-2026-11-27T11-00-00Z"))).isEqualTo(Map.of("files", "old"));
        put.undo();
        assertThat(there(folder)).containsExactlyInAnyOrderEntriesOf(Map.of("files", "old", "journal", "same"));
        put.undo();
        assertThat(there(folder)).as("once").hasSize(2);
    }

    private BackupFile backup(Map<String, String> keys) throws Exception {
        Path file = temporary.resolve("a.backup");
        Manifest manifest = new Manifest(
                Manifest.FORMAT,
                "2026-11-27T10:00:00Z",
                List.of(new Manifest.Migration("1", 1)),
                List.of(),
                List.of(),
                List.of(),
                keys.keySet().stream()
                        .map(name -> new Manifest.Key(name, "keys/" + name + ".key"))
                        .toList());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> key : keys.entrySet()) {
                zip.putNextEntry(new ZipEntry("keys/" + key.getKey() + ".key"));
                zip.write(bytes(key.getValue()));
            }
            zip.putNextEntry(new ZipEntry(Manifest.ENTRY));
            zip.write(JsonMapper.shared().writeValueAsBytes(manifest));
            zip.setComment(Seal.EMPTY);
        }
        Seal.close(file);
        return BackupFile.open(file);
    }

    private static Map<String, String> there(Path folder) throws IOException {
        Map<String, String> there = new TreeMap<>();
        for (String name : Keys.in(folder)) there.put(name, Files.readString(folder.resolve(name + ".key")));
        return there;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
