package sextant.ledger;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an evidence pack says of itself, manifest.json: whose it is, what it is about, and every other file with its
 * SHA-256 and length in bytes, sorted by path. Its hash is signed in manifest.note.
 */
public record Manifest(
        PackFormat format,
        Instant created,
        Organization organization,
        Subject subject,
        @Nullable Instant asOf,
        List<Entry> files) {
    /** Paths of the two files that the manifest cannot list. */
    public static final String PATH = "manifest.json";

    public static final String NOTE_PATH = "manifest.note";

    /** How many files it may list, so that with itself and its note the ZIP has no more entries than a verifier reads. */
    public static final int MOST_FILES = PackLimits.STANDARD.entries() - 2;

    private static final Pattern UTC = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z");

    public record Organization(String id, String name) {}

    public record Subject(String kind, String id, String title) {}

    /** One file of the pack. */
    public record Entry(String path, Hash sha256, long length) {
        public Entry {
            if (!PackPath.isValid(path)) throw new IllegalArgumentException("not a path for a pack: " + path);
            if (path.equals(PATH) || path.equals(NOTE_PATH))
                throw new IllegalArgumentException("the manifest does not list " + path);
            if (length < 0 || length > CanonicalJson.MAX_INTEGER)
                throw new IllegalArgumentException("no file has the length " + length);
        }
    }

    /** The files come in any order and are kept in the order of their paths. */
    public Manifest {
        files = files.stream().sorted((a, b) -> a.path().compareTo(b.path())).toList();
    }

    /** The bytes of manifest.json. */
    public byte[] bytes() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", format.id());
        json.put("created", created.toString());
        json.put("organization", Map.of("id", organization.id(), "name", organization.name()));
        json.put("subject", Map.of("kind", subject.kind(), "id", subject.id(), "title", subject.title()));
        json.put("asOf", asOf == null ? null : asOf.toString());
        json.put(
                "files",
                files.stream()
                        .map(file -> Map.of(
                                "path", file.path(), "sha256", file.sha256().hex(), "length", file.length()))
                        .toList());
        return CanonicalJson.bytes(json);
    }

    /** The text to sign for manifest.note. Its first line can be no checkpoint's origin ({@link SigningKey#generate}). */
    public static String noteText(PackFormat format, byte[] manifestBytes) {
        return format.id() + "\n" + Hash.sha256(manifestBytes).base64() + "\n";
    }

    /** Reads manifest.json, which is canonical. */
    public static Manifest parse(byte[] bytes) {
        Fields json = new Fields(CanonicalJson.parseCanonical(bytes), "");
        json.checkOnly("asOf", "created", "files", "format", "organization", "subject");
        PackFormat format = PackFormat.of(json.text("format"));
        Fields organization = json.object("organization");
        Fields subject = json.object("subject");
        organization.checkOnly("id", "name");
        subject.checkOnly("id", "kind", "title");
        List<Entry> files = new ArrayList<>();
        String previous = "";
        for (Fields file : json.objects("files")) {
            file.checkOnly("length", "path", "sha256");
            Entry entry = entry(file);
            if (entry.path().compareTo(previous) <= 0)
                throw new Malformed("files are not sorted by path, or one is there twice, at " + entry.path());
            previous = entry.path();
            files.add(entry);
        }
        return new Manifest(
                format,
                instant(json.text("created")),
                new Organization(organization.text("id"), organization.text("name")),
                new Subject(subject.text("kind"), subject.text("id"), subject.text("title")),
                json.isNull("asOf") ? null : instant(json.text("asOf")),
                files);
    }

    private static Entry entry(Fields file) {
        String path = file.text("path");
        Hash sha256 = Hash.fromHex(file.text("sha256"));
        long length = file.integer("length");
        try {
            return new Entry(path, sha256, length);
        } catch (IllegalArgumentException e) {
            throw new Malformed(String.valueOf(e.getMessage()), e);
        }
    }

    /** RFC 3339 in UTC, with Z. */
    static Instant instant(String text) {
        try {
            if (!UTC.matcher(text).matches()) throw new Malformed("not a time in UTC as RFC 3339 writes it: " + text);
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new Malformed("not a time as RFC 3339 writes it: " + text, e);
        }
    }
}
