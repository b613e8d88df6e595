package sextant.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import sextant.postgres.StartRefusal.DirectoryInUse;
import sextant.postgres.StartRefusal.NotPrivate;
import sextant.postgres.StartRefusal.NotWritable;

/** A data directory that this process owns, from {@link #claim} to {@link #close}. */
final class DataDirectory implements AutoCloseable {
    static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    static final FileAttribute<Set<PosixFilePermission>> PRIVATE_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    /**
     * The directories that this JVM holds. Asked before the lock file is opened: closing any channel on a file drops all
     * locks that the process has on it, the holder's included.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final FileChannel lock;

    private DataDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    static DataDirectory claim(Path wanted) throws CannotStart {
        Path absolute = wanted.toAbsolutePath().normalize();
        if (Files.exists(absolute) && !Files.isDirectory(absolute)) {
            throw new CannotStart(new NotWritable(absolute, "it is not a directory"));
        }
        try {
            Path root = makePrivate(absolute).toRealPath();
            if (!HELD.add(root)) {
                throw new CannotStart(new DirectoryInUse(
                        root, OptionalLong.of(ProcessHandle.current().pid())));
            }
            boolean claimed = false;
            try {
                DataDirectory directory = new DataDirectory(root, lock(root));
                claimed = true;
                return directory;
            } finally {
                if (!claimed) {
                    HELD.remove(root);
                }
            }
        } catch (IOException e) {
            throw Failures.from(absolute, e);
        }
    }

    Path root() {
        return root;
    }

    Path cluster() {
        return clusterIn(root);
    }

    static Path clusterIn(Path root) {
        return root.resolve("postgres");
    }

    /** Where a cluster is made, before it is moved to its place in one step. */
    Path unfinishedCluster() {
        return root.resolve("postgres.unfinished");
    }

    Path binaries() {
        return root.resolve("bin");
    }

    Path password() {
        return passwordIn(root);
    }

    static Path passwordIn(Path root) {
        return root.resolve("password");
    }

    Path log() {
        return root.resolve("log");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            // The lock ends with the process at the latest.
        } finally {
            HELD.remove(root);
        }
    }

    private static Path makePrivate(Path directory) throws IOException, CannotStart {
        if (!Files.exists(directory)) {
            Path parent = directory.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            return Files.createDirectory(directory, PRIVATE_DIRECTORY);
        }
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(directory))) {
            if (!Files.exists(directory.resolve("lock")) && !isEmpty(directory)) {
                throw new CannotStart(new NotPrivate(directory));
            }
            Files.setPosixFilePermissions(directory, OWNER_ONLY);
        }
        return directory;
    }

    private static FileChannel lock(Path root) throws IOException, CannotStart {
        FileChannel channel = FileChannel.open(
                root.resolve("lock"),
                // No link is followed: we may be root in a directory that was given to somebody less trusted.
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                PRIVATE_FILE);
        boolean locked = false;
        try {
            @Nullable FileLock held = channel.tryLock();
            if (held == null) {
                throw new CannotStart(new DirectoryInUse(root, holder(channel)));
            }
            channel.truncate(0);
            String pid = ProcessHandle.current().pid() + "\n";
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
            locked = true;
            return channel;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static OptionalLong holder(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(20);
        channel.read(bytes, 0);
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
        return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    static boolean isEmpty(Path directory) throws IOException {
        try (var entries = Files.newDirectoryStream(directory)) {
            return !entries.iterator().hasNext();
        }
    }

    /** Deletes a tree, links as links. What vanishes meanwhile is no error. */
    static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Makes a rename in this directory survive a power failure. */
    static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
