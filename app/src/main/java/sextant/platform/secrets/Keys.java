package sextant.platform.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Keys live in files outside the database (directory 0700, files 0600). Nodes that share a database share these files;
 * the operator guide says how.
 */
public final class Keys {
    private final Path directory;

    public Keys(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the keys in a folder, in their order; none when there is no such folder. */
    public static List<String> in(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) return List.of();
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[a-z-]{1,40}\\.key"))
                    .map(name -> name.substring(0, name.length() - ".key".length()))
                    .sorted()
                    .toList();
        }
    }

    /** The key's bytes; made on first use, and of two makers at once the first wins. */
    public byte[] named(String name, Supplier<byte[]> fresh) {
        if (!name.matches("[a-z-]{1,40}")) throw new IllegalArgumentException("not a key name: " + name);
        Path file = directory.resolve(name + ".key");
        try {
            if (!Files.exists(file)) create(file, fresh.get());
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void create(Path file, byte[] bytes) throws IOException {
        Path draft = Files.createTempFile(
                directory,
                "new",
                ".key",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(draft, bytes);
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException anotherWasFirst) {
            // theirs is the key; ours is thrown away below
        } catch (UnsupportedOperationException noLinks) {
            try {
                Files.move(draft, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                throw new UncheckedIOException(e);
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
