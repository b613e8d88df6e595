package sextant.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Reads a pack's files, and holds each against what the manifest says of it. */
final class PackContent {
    private static final int BUFFER = 128 * 1024;

    private final PackArchive archive;
    private final PackLimits limits;

    PackContent(PackArchive archive, PackLimits limits) {
        this.archive = archive;
        this.limits = limits;
    }

    PackLimits limits() {
        return limits;
    }

    InputStream stream(Manifest.Entry file) throws Broken {
        return archive.stream(file.path());
    }

    /** A file that is held in memory whole. */
    byte[] read(Manifest.Entry file) throws Broken {
        return read(file, limits.jsonBytes());
    }

    byte[] read(Manifest.Entry file, int most) throws Broken {
        if (file.length() > most) throw new Broken(file.path(), "is longer than " + most + " bytes");
        byte[] bytes = archive.readUpTo(file.path(), (int) file.length() + 1);
        checkHash(file, bytes);
        return bytes;
    }

    void checkStreamed(Manifest.Entry file) throws Broken {
        MessageDigest digest = Hash.digest();
        byte[] buffer = new byte[BUFFER];
        long length = 0;
        try (InputStream content = stream(file)) {
            for (int count; length <= file.length() && (count = content.read(buffer)) >= 0; length += count)
                digest.update(buffer, 0, count);
        } catch (IOException e) {
            throw PackArchive.unreadable(file.path(), e);
        }
        checkHash(file, length, new Hash(digest.digest()));
    }

    static void checkHash(Manifest.Entry file, byte[] bytes) throws Broken {
        checkHash(file, bytes.length, Hash.sha256(bytes));
    }

    static void checkHash(Manifest.Entry file, long length, Hash hash) throws Broken {
        if (length != file.length())
            throw new Broken(
                    file.path(), (length < file.length() ? "is shorter" : "is longer") + " than the manifest says");
        if (!hash.equals(file.sha256())) throw new Broken(file.path(), "its SHA-256 is not the manifest's");
    }

    interface Step<T> {
        T run() throws Broken;
    }

    /** What is malformed in a step is malformed in this file. */
    static <T> T parsed(String path, Step<T> step) throws Broken {
        try {
            return step.run();
        } catch (Malformed e) {
            throw new Broken(path, e);
        }
    }
}
