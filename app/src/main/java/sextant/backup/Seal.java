package sextant.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The end of a backup: the SHA-256 of all bytes before it, in hexadecimal, as the comment that a ZIP ends with. So no bit of the
 * file can be another unnoticed, and it is a ZIP like any.
 */
final class Seal {
    private static final int LENGTH = 64;

    /** Stands in its place until the digest is known. */
    static final String EMPTY = "0".repeat(LENGTH);

    private Seal() {}

    /** Writes it, and returns when all of the file is on the disk. */
    static void close(Path file) throws IOException {
        String digest = digest(file);
        try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "rw")) {
            whole.seek(whole.length() - LENGTH);
            whole.write(digest.getBytes(StandardCharsets.US_ASCII));
            whole.getFD().sync();
        }
    }

    static boolean isWhole(Path file) throws IOException {
        if (Files.size(file) <= LENGTH) return false;
        byte[] end = new byte[LENGTH];
        try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "r")) {
            whole.seek(whole.length() - LENGTH);
            whole.readFully(end);
        }
        return digest(file).equals(new String(end, StandardCharsets.US_ASCII));
    }

    private static String digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (long left = Files.size(file) - LENGTH; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) throw new IOException(file + " became shorter while it was read");
                sha256.update(buffer, 0, read);
                left -= read;
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
