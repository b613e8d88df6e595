package sextant.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sextant.platform.secrets.Keys;

/**
 * Puts a backup's keys into the installation. Those that were there stay beside them, so that nothing that only they could open is
 * lost, and come back when the restore fails after all.
 */
final class PutKeys {
    private final Path folder;
    private final Path before;
    private final List<Path> put = new ArrayList<>();

    PutKeys(Path folder, Instant now) {
        this.folder = folder;
        this.before = folder.resolve("before-" + now.toString().replace(':', '-'));
    }

    void from(BackupFile backup) throws IOException {
        Keys keys = new Keys(folder);
        for (Manifest.Key key : backup.manifest().keys()) {
            byte[] bytes;
            try (InputStream in = backup.entry(key.entry())) {
                bytes = in.readAllBytes();
            }
            Path file = folder.resolve(key.name() + ".key");
            if (Files.exists(file)) {
                if (Arrays.equals(Files.readAllBytes(file), bytes)) continue;
                Files.createDirectories(before);
                Files.move(file, before.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
            put.add(file);
            keys.named(key.name(), bytes::clone);
        }
    }

    void undo() throws IOException {
        for (Path file : put) {
            Files.deleteIfExists(file);
            Path old = before.resolve(file.getFileName());
            if (Files.exists(old)) Files.move(old, file, StandardCopyOption.ATOMIC_MOVE);
        }
        put.clear();
    }
}
