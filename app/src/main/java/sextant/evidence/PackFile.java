package sextant.evidence;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import sextant.ledger.Hash;
import sextant.ledger.Manifest;

/** Writes the files of a pack into its ZIP one after the other, and keeps what the manifest says of each. */
final class PackFile implements AutoCloseable {
    /** The same for every entry, so that the same content gives the same bytes. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    /** It would have more files than a verifier reads. */
    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1;

        Full() {
            super("more than " + Manifest.MOST_FILES + " files");
        }
    }

    private final ZipOutputStream zip;
    private final List<Manifest.Entry> entries = new ArrayList<>();

    PackFile(Path file) {
        try {
            zip = new ZipOutputStream(Files.newOutputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(String path, String text) {
        add(path, text.getBytes(StandardCharsets.UTF_8));
    }

    void add(String path, byte[] bytes) {
        add(path, out -> {
            try {
                out.write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /**
     * A file that is written as it comes, however long it is.
     *
     * @throws Full when there are too many already
     */
    void add(String path, Consumer<OutputStream> content) {
        if (entries.size() == Manifest.MOST_FILES) throw new Full();
        Written written = put(path, content);
        entries.add(new Manifest.Entry(path, written.sha256(), written.length()));
    }

    /** The manifest and its note are no part of what the manifest lists. */
    void addUnlisted(String path, byte[] bytes) {
        put(path, out -> {
            try {
                out.write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    List<Manifest.Entry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Written(Hash sha256, long length) {}

    private Written put(String path, Consumer<OutputStream> content) {
        try {
            ZipEntry entry = new ZipEntry(path);
            entry.setTimeLocal(ENTRY_TIME);
            zip.putNextEntry(entry);
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            DigestOutputStream digested = new DigestOutputStream(zip, sha256);
            content.accept(digested);
            zip.closeEntry();
            return new Written(Hash.fromBytes(sha256.digest()), entry.getSize());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
