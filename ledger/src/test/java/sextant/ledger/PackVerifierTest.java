package sextant.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sextant.ledger.PackVerdict.Counts;
import sextant.ledger.PackVerdict.DoesNotHold;
import sextant.ledger.PackVerdict.Holds;

class PackVerifierTest {
    private static final String FINGERPRINT = SamplePack.KEY.verifierKey().fingerprint();

    @TempDir
    Path folder;

    @Test
    void a_good_pack_holds_and_everything_in_it_is_counted() throws IOException {
        SamplePack pack = new SamplePack();
        SortedMap<String, byte[]> files = pack.sealed();
        long bytes = pack.files.values().stream()
                .mapToLong(content -> content.length)
                .sum();

        Holds holds = holds(verify(files));

        assertThat(holds.counts()).isEqualTo(new Counts(24, bytes, 2, 4, 1, 5, 5, 5, 1, 5));
        assertThat(holds.key()).isEqualTo(SamplePack.KEY.verifierKey());
        assertThat(holds.keyConfirmed()).isFalse();
        assertThat(holds.checkpoint().size()).isEqualTo(SamplePack.SIZE);
        assertThat(holds.manifest()).isEqualTo(pack.manifest());
        assertThat(holds.continues()).isEmpty();
    }

    static List<Tampering> tamperings() {
        return Tampering.all();
    }

    @ParameterizedTest
    @MethodSource("tamperings")
    void names_the_file_of(Tampering tampering) throws IOException {
        Path zip = folder.resolve("pack.zip");
        tampering.zip(zip);
        assertThat(broken(verify(zip)).file()).isEqualTo(tampering.file());
    }

    @Test
    void a_flipped_byte_in_any_file_names_that_file() throws IOException {
        SortedMap<String, byte[]> files = new SamplePack().sealed();
        for (String path : files.keySet()) {
            Map<String, byte[]> changed = new HashMap<>(files);
            byte[] content = changed.get(path).clone();
            content[content.length / 2] ^= 1;
            changed.put(path, content);
            assertThat(broken(verify(changed)).file()).isEqualTo(path);
        }
    }

    @Property(tries = 400)
    void no_changed_byte_anywhere_goes_unnoticed(
            @ForAll @IntRange(max = 100_000_000) int position, @ForAll @IntRange(min = 1, max = 255) int change)
            throws IOException {
        SortedMap<String, byte[]> files = new SamplePack().sealed();
        long total =
                files.values().stream().mapToLong(content -> content.length).sum();
        long rest = position % total;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (rest < file.getValue().length) {
                file.getValue()[(int) rest] ^= (byte) change;
                Path zip = Files.createTempFile("changed", ".zip");
                try {
                    SamplePack.zip(files, zip);
                    assertThat(verify(zip)).isInstanceOf(DoesNotHold.class);
                } finally {
                    Files.delete(zip);
                }
                return;
            }
            rest -= file.getValue().length;
        }
    }

    @Test
    void a_disclosed_value_that_does_not_match_is_named_with_its_pointer() throws IOException {
        SamplePack pack = new SamplePack();
        String path = SamplePack.OBJECTIVE + "2.disclosed.json";
        pack.files.put(
                path,
                new String(pack.files.get(path), UTF_8).replace("Mara", "Dora").getBytes(UTF_8));
        assertThat(broken(verify(pack.sealed())))
                .isEqualTo(
                        new DoesNotHold(path, "at /content/owner: the disclosed value does not match its commitment"));
    }

    @Test
    void erased_values_are_counted_and_nothing_to_complain_about() throws IOException {
        SamplePack pack = new SamplePack();
        pack.files.remove(SamplePack.OBJECTIVE + "2.disclosed.json");
        Counts counts = holds(verify(pack.sealed())).counts();
        assertThat(counts.disclosed()).isEqualTo(2);
        assertThat(counts.withheld()).isEqualTo(4);
    }

    @Test
    void witnesses_may_have_cosigned_the_checkpoint() throws IOException {
        SamplePack pack = new SamplePack();
        SignedNote note = SignedNote.parse(pack.publishedNotes.get(23L));
        pack.putProofs(note.with(new SignedNote.Signature("witness.example/w", 99, new byte[72]))
                .encoded());
        assertThat(verify(pack.sealed())).isInstanceOf(Holds.class);
    }

    @Test
    void a_batch_may_have_many_rows_or_none() throws IOException {
        assertThat(holds(verify(new SamplePack(10_000).sealed())).counts().rows())
                .isEqualTo(10_000);
        assertThat(holds(verify(new SamplePack(0).sealed())).counts().rows()).isZero();
    }

    @Test
    void the_key_is_confirmed_only_by_its_fingerprint_or_itself() throws IOException {
        Path zip = zip(new SamplePack().sealed());
        assertThat(holds(verify(zip, FINGERPRINT, null)).keyConfirmed()).isTrue();
        assertThat(holds(verify(zip, SamplePack.KEY.verifierKey().vkey(), null)).keyConfirmed())
                .isTrue();
        DoesNotHold other =
                broken(verify(zip, SamplePack.OTHER_KEY.verifierKey().fingerprint(), null));
        assertThat(other.file()).isEqualTo("key.txt");
        assertThat(other.reason()).contains(FINGERPRINT);
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> verify(zip, "1234", null));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4, 7, 16, 20, 23})
    void a_kept_checkpoint_of_a_published_size_is_continued(long size) throws IOException {
        SamplePack pack = new SamplePack();
        Holds holds = holds(against(pack, pack.publishedNotes.get(size)));
        assertThat(holds.continues().map(Checkpoint::size)).contains(size);
    }

    @Test
    void a_kept_checkpoint_of_the_empty_log_is_continued() throws IOException {
        SamplePack pack = new SamplePack();
        assertThat(holds(against(pack, pack.checkpointNote(0, SamplePack.KEY))).continues())
                .isPresent();
    }

    @Test
    void a_kept_checkpoint_that_the_log_does_not_continue_is_named() throws IOException {
        SamplePack pack = new SamplePack();
        for (long size : List.of(7L, 16L, 23L)) {
            Checkpoint rewritten = new Checkpoint("log.example/org-1", size, Hash.sha256(new byte[1]));
            String note = SignedNote.sign(rewritten.text(), SamplePack.KEY).encoded();
            assertThat(broken(against(pack, note)).reason()).contains("the log was rewritten");
        }
    }

    @Test
    void a_kept_checkpoint_that_cannot_be_compared_is_named_with_the_reason() throws IOException {
        SamplePack pack = new SamplePack();
        assertThat(broken(against(pack, pack.publishedNotes.get(8L))).reason())
                .contains("no consistency proof from size 8");
        Checkpoint newer = new Checkpoint("log.example/org-1", 24, Hash.sha256(new byte[1]));
        assertThat(broken(against(
                                pack,
                                SignedNote.sign(newer.text(), SamplePack.KEY).encoded()))
                        .reason())
                .contains("newer than the pack");
        assertThat(broken(against(pack, pack.checkpointNote(7, SamplePack.OTHER_KEY)))
                        .reason())
                .contains("not signed by the key");
        assertThat(broken(against(pack, "no checkpoint\n")).file()).endsWith("kept.txt");
        assertThat(broken(against(pack, pack.publishedNotes.get(7L).replace("\n7\n", "\n8\n")))
                        .reason())
                .contains("not signed");
    }

    @Test
    void what_is_no_zip_is_said_to_be_none() throws IOException {
        Path file = folder.resolve("pack.zip");
        for (String content : List.of("", "hello", "PK\003\004")) {
            Files.writeString(file, content);
            assertThat(broken(verify(file)).reason()).startsWith("not a readable ZIP");
        }
        byte[] whole = Files.readAllBytes(zip(new SamplePack().sealed()));
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThat(broken(verify(file)).reason()).startsWith("not a readable ZIP");
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> verify(folder.resolve("none.zip")));
    }

    @Test
    void a_spoiled_compressed_stream_names_its_file() throws IOException {
        Map<String, byte[]> files = new HashMap<>(new SamplePack(2000).sealed());
        Path zip = zip(files);
        byte[] bytes = Files.readAllBytes(zip);
        int start = indexOf(bytes, "measurements/b-1.rows.ndjson") + 60;
        for (int i = 0; i < 200; i++) bytes[start + i] = (byte) 0xff;
        Files.write(zip, bytes);
        assertThat(broken(verify(zip)).file()).isEqualTo("measurements/b-1.rows.ndjson");
    }

    @Test
    void a_path_that_is_in_the_zip_twice_is_named() throws IOException {
        Map<String, byte[]> files = new HashMap<>(new SamplePack().sealed());
        files.put("documents/objective.pdg", new byte[1]);
        Path zip = zip(files);
        byte[] bytes = Files.readAllBytes(zip);
        for (int at; (at = indexOf(bytes, "objective.pdg")) >= 0; ) bytes[at + 12] = 'f';
        Files.write(zip, bytes);
        assertThat(broken(verify(zip))).isEqualTo(new DoesNotHold("documents/objective.pdf", "is in the ZIP twice"));
    }

    @Test
    void nothing_is_read_beyond_what_the_manifest_says_or_the_limits_allow() throws IOException {
        SamplePack pack = new SamplePack();
        SortedMap<String, byte[]> files = pack.sealed();
        files.put("documents/objective.pdf", new byte[50_000_000]);
        assertThat(broken(verify(files)).reason()).isEqualTo("is longer than the manifest says");

        PackLimits small = new PackLimits(25, 1 << 20, 1 << 20, 1 << 20, 1 << 20, 1 << 20);
        assertThat(broken(verifyWithin(small, pack.sealed())).reason()).isEqualTo("has more than 25 entries");
        assertThat(verifyWithin(new PackLimits(27, 1 << 20, 1 << 20, 1 << 20, 1 << 20, 1 << 20), pack.sealed()))
                .isInstanceOf(Holds.class);
        assertThat(broken(verifyWithin(new PackLimits(27, 1 << 10, 1 << 20, 1 << 20, 1 << 20, 1 << 20), pack.sealed()))
                        .reason())
                .isEqualTo("lists more than 1024 bytes of files");
        assertThat(broken(verifyWithin(new PackLimits(27, 1 << 20, 100, 1 << 20, 1 << 20, 1 << 20), pack.sealed())))
                .isEqualTo(new DoesNotHold("manifest.json", "is longer than 100 bytes"));
        assertThat(broken(verifyWithin(new PackLimits(27, 1 << 20, 1 << 20, 100, 1 << 20, 1 << 20), pack.sealed()))
                        .reason())
                .isEqualTo("is longer than 100 bytes");
        assertThat(broken(verifyWithin(new PackLimits(27, 1 << 20, 1 << 20, 1 << 20, 20, 1 << 20), pack.sealed())))
                .isEqualTo(new DoesNotHold("measurements/b-1.rows.ndjson", "line 1 is longer than 20 bytes"));
    }

    /** Rows are hashed in blocks by several threads; the tree over them must not show it. */
    @Property(tries = 60)
    void rows_in_any_number_and_length_have_the_root_of_the_reference(
            @ForAll @IntRange(max = 3000) int count, @ForAll @IntRange(max = 600) int width) throws IOException {
        List<byte[]> rows = IntStream.range(0, count)
                .mapToObj(i -> CanonicalJson.bytes(Map.of("i", i, "x", "x".repeat(i % (width + 1)))))
                .toList();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (byte[] row : rows) {
            lines.writeBytes(row);
            lines.write('\n');
        }
        RowsReader reader = new RowsReader(1000);
        reader.read(new ByteArrayInputStream(lines.toByteArray()), lines.size());
        assertThat(reader.rows()).isEqualTo(count);
        assertThat(reader.root()).isEqualTo(ReferenceTree.mth(rows));
        assertThat(reader.fileHash()).isEqualTo(Hash.sha256(lines.toByteArray()));
    }

    @Test
    void runs_of_rows_join_at_any_place() {
        List<byte[]> rows =
                IntStream.range(0, 70).mapToObj(i -> new byte[] {0, (byte) i}).toList();
        Hash root =
                ReferenceTree.mth(rows.stream().map(row -> new byte[] {row[1]}).toList());
        for (int first = 0; first <= 70; first++)
            for (int second = first; second <= 70; second++) {
                RowTree tree = new RowTree(0);
                for (int[] run : new int[][] {{0, first}, {first, second}, {second, 70}}) {
                    RowTree part = new RowTree(run[0]);
                    for (byte[] row : rows.subList(run[0], run[1])) part.append(row, 0, 2);
                    tree.append(part);
                }
                assertThat(tree.root()).isEqualTo(root);
            }
    }

    @Test
    void of_several_broken_records_the_first_is_named() throws IOException {
        SamplePack pack = new SamplePack();
        SortedMap<String, byte[]> files = pack.sealed();
        for (String path : files.keySet())
            if (path.startsWith("records/") || path.startsWith("measurements/")) files.get(path)[5] ^= 1;
        for (int i = 0; i < 20; i++) assertThat(broken(verify(files)).file()).isEqualTo("measurements/b-1.json");
    }

    @Test
    void a_row_longer_than_the_buffer_is_read_and_one_without_end_is_not() throws IOException {
        String row = "{\"a\":\"" + "x".repeat(500_000) + "\"}";
        RowsReader reader = new RowsReader(1 << 20);
        byte[] twice = (row + "\n" + row + "\n").getBytes(UTF_8);
        reader.read(new ByteArrayInputStream(twice), twice.length);
        Hash leaf = Hash.ofLeaf(row.getBytes(UTF_8));
        assertThat(reader.root()).isEqualTo(Hash.ofNode(leaf, leaf));
        assertThat(reader.fileHash()).isEqualTo(Hash.sha256(twice));

        byte[] endless = new byte[3 << 20];
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> new RowsReader(1 << 20).read(new ByteArrayInputStream(endless), endless.length))
                .withMessage("line 1 is longer than 1048576 bytes");
    }

    private PackVerdict against(SamplePack pack, String note) throws IOException {
        Path kept = folder.resolve("kept.txt");
        Files.writeString(kept, note);
        return verify(zip(pack.sealed()), null, kept);
    }

    private Path zip(Map<String, byte[]> files) {
        Path zip = folder.resolve("pack.zip");
        SamplePack.zip(files, zip);
        return zip;
    }

    private PackVerdict verify(Map<String, byte[]> files) throws IOException {
        return verify(zip(files));
    }

    private PackVerdict verifyWithin(PackLimits limits, Map<String, byte[]> files) throws IOException {
        return new PackVerifier(limits).verify(zip(files), Optional.empty(), Optional.empty());
    }

    private static PackVerdict verify(Path zip) throws IOException {
        return verify(zip, null, null);
    }

    private static PackVerdict verify(Path zip, String key, Path older) throws IOException {
        return new PackVerifier().verify(zip, Optional.ofNullable(key), Optional.ofNullable(older));
    }

    private static Holds holds(PackVerdict verdict) {
        assertThat(verdict).isInstanceOf(Holds.class);
        return (Holds) verdict;
    }

    private static DoesNotHold broken(PackVerdict verdict) {
        assertThat(verdict).isInstanceOf(DoesNotHold.class);
        return (DoesNotHold) verdict;
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, ISO_8859_1).indexOf(text);
    }
}
