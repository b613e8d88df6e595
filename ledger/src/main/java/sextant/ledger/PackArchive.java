package sextant.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The ZIP of a pack: its entries by path, once it is sure that each path names one of them. */
final class PackArchive implements Closeable {
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries;

    private PackArchive(ZipFile zip, Map<String, ZipEntry> entries) {
        this.zip = zip;
        this.entries = entries;
    }

    /** IOException when the file itself cannot be opened; Broken when it is no ZIP that a pack can be. */
    static PackArchive open(Path file, PackLimits limits) throws IOException, Broken {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new Broken(file.toString(), "not a readable ZIP: " + e.getMessage());
        }
        try {
            return new PackArchive(zip, entriesOf(zip, file, limits));
        } catch (Broken e) {
            zip.close();
            throw e;
        }
    }

    private static Map<String, ZipEntry> entriesOf(ZipFile zip, Path file, PackLimits limits) throws Broken {
        if (zip.size() > limits.entries())
            throw new Broken(file.toString(), "has more than " + limits.entries() + " entries");
        Map<String, ZipEntry> entries = HashMap.newHashMap(zip.size());
        Set<String> folded = HashSet.newHashSet(zip.size());
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String path = entry.getName();
            if (!PackPath.isValid(path)) throw new Broken(path, "not a path that a pack may contain");
            if (entries.put(path, entry) != null) throw new Broken(path, "is in the ZIP twice");
            if (!folded.add(path.toLowerCase(Locale.ROOT)))
                throw new Broken(path, "differs from another path in upper and lower case only");
        }
        return entries;
    }

    Set<String> paths() {
        return entries.keySet();
    }

    /** The content of a file that has no stated length yet. */
    byte[] read(String path, int limit) throws Broken {
        byte[] bytes = readUpTo(path, limit + 1);
        if (bytes.length > limit) throw new Broken(path, "is longer than " + limit + " bytes");
        return bytes;
    }

    /** The content of a file, or its first bytes when it is longer than so many. */
    byte[] readUpTo(String path, int limit) throws Broken {
        try (InputStream content = stream(path)) {
            return content.readNBytes(limit);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    InputStream stream(String path) throws Broken {
        ZipEntry entry = entries.get(path);
        if (entry == null) throw new Broken(path, "is missing");
        try {
            InputStream content = zip.getInputStream(entry);
            if (content == null) throw new Broken(path, "cannot be read from the ZIP");
            return content;
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    static Broken unreadable(String path, IOException cause) {
        return new Broken(path, "cannot be read from the ZIP: " + cause.getMessage());
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
