package sextant.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A backup that was read to its end and is whole. */
final class BackupFile implements AutoCloseable {
    private static final Pattern TABLE = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Pattern KEY = Pattern.compile("[a-z-]{1,40}");

    private final ZipFile zip;
    private final Manifest manifest;

    private BackupFile(ZipFile zip, Manifest manifest) {
        this.zip = zip;
        this.manifest = manifest;
    }

    /** @throws NotRestored when it is no backup, of a format that is not known, or damaged anywhere */
    static BackupFile open(Path file) throws IOException, NotRestored {
        if (!Files.isRegularFile(file)) throw new NotRestored("There is no file " + file + ".");
        if (!Seal.isWhole(file))
            throw new NotRestored(file + " is no backup of Sextant, or it is damaged: it is not as it was written.");
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException none) {
            throw new NotRestored(file + " is no backup of Sextant.", none);
        }
        try {
            return new BackupFile(zip, manifest(zip, file));
        } catch (IOException | NotRestored | RuntimeException failure) {
            zip.close();
            throw failure;
        }
    }

    Manifest manifest() {
        return manifest;
    }

    InputStream entry(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) throw new ZipException("no entry " + name);
        return zip.getInputStream(entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static Manifest manifest(ZipFile zip, Path file) throws IOException, NotRestored {
        ZipEntry entry = zip.getEntry(Manifest.ENTRY);
        if (entry == null) throw new NotRestored(file + " is no backup of Sextant.");
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] json = in.readAllBytes();
            String format = JsonMapper.shared().readTree(json).path("format").asString("");
            if (!format.equals(Manifest.FORMAT))
                throw new NotRestored(
                        file + " is of the format " + format + "; this version reads " + Manifest.FORMAT + ".");
            Manifest manifest = JsonMapper.shared().readValue(json, Manifest.class);
            if (!fits(manifest, zip)) throw new NotRestored(file + " is no backup of Sextant: its parts do not fit.");
            return manifest;
        } catch (JacksonException unread) {
            throw new NotRestored(file + " is no backup of Sextant: its manifest cannot be read.", unread);
        }
    }

    private static boolean fits(Manifest manifest, ZipFile zip) {
        boolean named = manifest.tables().stream()
                        .allMatch(one -> TABLE.matcher(one.name()).matches())
                && manifest.keys().stream()
                        .allMatch(one -> KEY.matcher(one.name()).matches());
        Set<String> listed = new HashSet<>(List.of(Manifest.ENTRY));
        Stream.concat(
                        manifest.tables().stream().map(Manifest.Table::entry),
                        manifest.keys().stream().map(Manifest.Key::entry))
                .forEach(listed::add);
        return named
                && !manifest.migrations().isEmpty()
                && listed.stream().allMatch(one -> zip.getEntry(one) != null)
                && zip.stream().allMatch(entry -> listed.contains(entry.getName()));
    }
}
