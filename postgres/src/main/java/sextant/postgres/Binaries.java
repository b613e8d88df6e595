package sextant.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;
import sextant.postgres.StartRefusal.UnsupportedPlatform;

/**
 * The server's programs, unpacked from the class path. A stamp beside them tells which archive they came from and what
 * the whole tree looked like (paths and lengths); a tree that does not match its stamp is unpacked again.
 */
final class Binaries {
    static final String VERSION = version();
    static final String MAJOR = VERSION.substring(0, VERSION.indexOf('.'));

    private static final String STAMP = ".complete";

    private Binaries() {}

    /** Returns the directory that holds {@code bin/}, {@code lib/} and {@code share/}. */
    static synchronized Path ensure(Path directory, boolean durable) throws CannotStart {
        URL archive = archive();
        Path home = directory.resolve(VERSION);
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            // Two processes that share the directory do not unpack at once.
            try (FileChannel channel = FileChannel.open(
                            directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (lock.isValid() && !isComplete(home, archive)) {
                    unpack(archive, home, durable);
                }
            }
            return home;
        } catch (IOException e) {
            throw Failures.from(directory, e);
        }
    }

    /** Removes what earlier versions left in a directory that nobody shares. */
    static void removeOthers(Path directory) throws CannotStart {
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.toList()) {
                if (Files.isDirectory(entry) && !entry.endsWith(VERSION)) {
                    DataDirectory.deleteTree(entry);
                }
            }
        } catch (IOException e) {
            throw Failures.from(directory, e);
        }
    }

    private static URL archive() throws CannotStart {
        String system = System.getProperty("os.name", "");
        String processor = System.getProperty("os.arch", "");
        return archiveName(system, processor)
                .map(Binaries.class::getResource)
                .orElseThrow(() -> new CannotStart(new UnsupportedPlatform(system, processor)));
    }

    /** The names under which the archives of the different platforms lie on the class path. */
    static Optional<String> archiveName(String system, String processor) {
        if (!system.toLowerCase(Locale.ROOT).equals("linux")) {
            return Optional.empty();
        }
        return switch (processor) {
            case "amd64", "x86_64" -> Optional.of("/postgres-linux-x86_64.txz");
            case "aarch64" -> Optional.of("/postgres-linux-arm_64.txz");
            default -> Optional.empty();
        };
    }

    private static boolean isComplete(Path home, URL archive) throws IOException {
        Path stamp = home.resolve(STAMP);
        return Files.isRegularFile(stamp) && Files.readString(stamp).equals(stamp(home, archive));
    }

    private static void unpack(URL archive, Path home, boolean durable) throws IOException, CannotStart {
        Path unfinished = home.resolveSibling(VERSION + ".unfinished");
        DataDirectory.deleteTree(unfinished);
        Files.createDirectories(unfinished);
        try (InputStream bytes = new BufferedInputStream(archive.openStream(), 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(bytes))) {
            for (@Nullable TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, unfinished);
            }
        }
        openDirectories(unfinished);
        Files.writeString(unfinished.resolve(STAMP), stamp(unfinished, archive));
        if (durable) {
            // One syncfs instead of a thousand fsyncs. Without it the stamp would still catch files cut short.
            Command.run(List.of(Command.program("sync"), "-f", unfinished.toString()), "");
        }
        DataDirectory.deleteTree(home);
        Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path into) throws IOException {
        Path path = into.resolve(entry.getName()).normalize();
        if (!path.startsWith(into)) {
            throw new IOException("the archive names a path outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        if (path.toString().endsWith(".a")) {
            return; // for linking other programs only
        }
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (entry.isSymbolicLink()) {
            Path target = path.resolveSibling(entry.getLinkName()).normalize();
            if (!target.startsWith(into)) {
                throw new IOException("the archive links to a path outside of itself: " + entry.getLinkName());
            }
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        if (!entry.isFile()) {
            throw new IOException("the archive holds something unexpected: " + entry.getName());
        }
        Files.copy(tar, path);
        boolean executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    /** Whatever our umask is: the server may run as another user than the one that unpacks. */
    private static void openDirectories(Path home) throws IOException {
        try (Stream<Path> tree = Files.walk(home)) {
            for (Path directory : tree.filter(Files::isDirectory).toList()) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static String stamp(Path home, URL archive) throws IOException {
        MessageDigest digest = sha256();
        try (Stream<Path> tree = Files.walk(home)) {
            tree.filter(file -> !file.endsWith(STAMP)).sorted().forEach(file -> {
                try {
                    long length = Files.isRegularFile(file) ? Files.size(file) : 0;
                    digest.update((home.relativize(file) + " " + length + "\n").getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return VERSION + "\n" + identity(archive) + "\n" + HexFormat.of().formatHex(digest.digest()) + "\n";
    }

    /** The jar's own checksum and length of the archive, which cost nothing to read, unlike the archive. */
    private static String identity(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        if (connection instanceof JarURLConnection jar) {
            @Nullable JarEntry entry = jar.getJarEntry();
            if (entry != null) {
                return Long.toHexString(entry.getCrc()) + " " + entry.getSize();
            }
        }
        return Long.toString(connection.getContentLengthLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String version() {
        try (@Nullable InputStream in = Binaries.class.getResourceAsStream("binaries.properties")) {
            if (in == null) {
                throw new IllegalStateException("binaries.properties is missing from the class path");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
