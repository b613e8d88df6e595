package sextant.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, and the verifier in Python that was written from VERIFY.md alone: asked the same, they answer the same. */
class SecondVerifierTest {
    private static final Path SCRIPT = Path.of("src/test/python/verify_pack.py");
    private static final String FINGERPRINT = SamplePack.KEY.verifierKey().fingerprint();

    @TempDir
    Path folder;

    /** What a verifier answered; the file is the one it named as not holding, or empty. */
    record Answer(int exitCode, String output) {
        String file() {
            List<String> lines = output.lines().toList();
            return exitCode == 1 ? lines.get(1).substring(0, lines.get(1).indexOf(": ")) : "";
        }
    }

    @Test
    void both_say_that_a_good_pack_holds_and_count_the_same() throws Exception {
        Path zip = zip(new SamplePack(300).sealed());
        Answer first = first(zip.toString());
        Answer second = second(zip.toString());
        assertThat(first.exitCode()).isZero();
        assertThat(second.exitCode()).isZero();
        assertThat(first.output())
                .contains("HOLDS", "300 rows in 1 batches", "5 disclosed and matching, 1 not disclosed", FINGERPRINT)
                .contains("signed by a key you have not confirmed");
        assertThat(second.output())
                .contains("HOLDS", "records 4, batches 1, rows 300, disclosed 5, withheld 1", FINGERPRINT)
                .contains("signed by a key you have not confirmed");
    }

    @Test
    void both_hold_a_pack_that_lists_the_leaves_and_every_checkpoint_against_it() throws Exception {
        SamplePack pack = SamplePack.listed(300);
        String zip = zip(pack.sealed()).toString();
        assertThat(first(zip).output())
                .contains(
                        "HOLDS",
                        "records          4",
                        "300 rows in 1 batches",
                        "5 disclosed and matching, 1 not disclosed");
        assertThat(second(new String[] {zip}).output())
                .contains("HOLDS", "records 4, batches 1, rows 300, disclosed 5, withheld 1");
        Path kept = folder.resolve("kept.txt");
        for (long size = 0; size <= SamplePack.SIZE; size++) {
            Files.writeString(kept, pack.checkpointNote(size, SamplePack.KEY));
            assertBoth(0, zip, "--against", kept.toString());
        }
        Checkpoint rewritten = new Checkpoint("log.example/org-1", 9, Hash.sha256(new byte[1]));
        Files.writeString(
                kept, SignedNote.sign(rewritten.text(), SamplePack.KEY).encoded());
        assertBoth(1, zip, "--against", kept.toString());
    }

    @Test
    void both_name_the_same_file_of_every_known_tampering() throws Exception {
        List<Path> packs = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (Tampering tampering : Tampering.all()) {
            Path zip = folder.resolve(packs.size() + ".zip");
            tampering.zip(zip);
            packs.add(zip);
            expected.add(tampering.name() + ": " + tampering.file());
        }
        List<Answer> second = second(packs);
        for (int i = 0; i < packs.size(); i++) {
            String name = expected.get(i).substring(0, expected.get(i).indexOf(": "));
            assertThat(name + ": " + first(packs.get(i).toString()).file()).isEqualTo(expected.get(i));
            assertThat(name + ": " + second.get(i).file()).isEqualTo(expected.get(i));
        }
    }

    @Test
    void both_name_the_same_file_of_random_changes() throws Exception {
        Random random = new Random(20260301);
        List<Path> packs = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        for (int round = 0; round < 100; round++) {
            SamplePack sample = round % 2 == 0 ? new SamplePack() : SamplePack.listed();
            SortedMap<String, byte[]> files = sample.sealed();
            String path = new ArrayList<>(files.keySet()).get(random.nextInt(files.size()));
            byte[] content = files.get(path);
            content[random.nextInt(content.length)] ^= (byte) (1 + random.nextInt(255));
            Path zip = folder.resolve(round + ".zip");
            SamplePack.zip(files, zip);
            packs.add(zip);
            changed.add(path);
        }
        assertThat(packs.stream().map(zip -> first(zip.toString()).file())).isEqualTo(changed);
        assertThat(second(packs).stream().map(Answer::file)).isEqualTo(changed);
    }

    @Test
    void both_answer_the_same_about_keys_and_kept_checkpoints() throws Exception {
        SamplePack pack = new SamplePack();
        String zip = zip(pack.sealed()).toString();
        String key = SamplePack.OTHER_KEY.verifierKey().fingerprint();
        Checkpoint rewritten = new Checkpoint("log.example/org-1", 16, Hash.sha256(new byte[1]));
        Map<String, Integer> kept = new HashMap<>();
        kept.put(pack.publishedNotes.get(7L), 0);
        kept.put(pack.publishedNotes.get(16L), 0);
        kept.put(pack.publishedNotes.get(23L), 0);
        kept.put(pack.checkpointNote(0, SamplePack.KEY), 0);
        kept.put(pack.publishedNotes.get(8L), 1);
        kept.put(SignedNote.sign(rewritten.text(), SamplePack.KEY).encoded(), 1);
        kept.put(pack.checkpointNote(7, SamplePack.OTHER_KEY), 1);
        kept.put("nothing\n", 1);
        for (Map.Entry<String, Integer> entry : kept.entrySet()) {
            Path file = folder.resolve("kept.txt");
            Files.writeString(file, entry.getKey());
            assertBoth(entry.getValue(), zip, "--against", file.toString());
        }
        assertBoth(0, zip, "--key", FINGERPRINT);
        assertBoth(0, zip, "--key", FINGERPRINT.replace("-", "").toUpperCase(Locale.ROOT));
        assertBoth(0, "--key", SamplePack.KEY.verifierKey().vkey(), zip);
        assertBoth(1, zip, "--key", key);
        assertBoth(2, zip, "--key", "12ab");
        assertBoth(2, zip, "--key");
        assertBoth(2, zip, "--against", folder.resolve("none.txt").toString());
        assertBoth(2, folder.resolve("none.zip").toString());
        assertBoth(2, folder.toString());
        assertBoth(2);
        assertBoth(2, zip, zip);
        assertBoth(2, zip, "--unknown");
    }

    @Test
    void both_say_of_a_confirmed_key_and_a_continued_log_that_they_are() throws Exception {
        SamplePack pack = new SamplePack();
        Path kept = folder.resolve("kept.txt");
        Files.writeString(kept, pack.publishedNotes.get(7L));
        String[] arguments = {zip(pack.sealed()).toString(), "--key", FINGERPRINT, "--against", kept.toString()};
        for (Answer answer : List.of(first(arguments), second(arguments)))
            assertThat(answer.output())
                    .contains("signed by the key you named", "your checkpoint of 7 leaves")
                    .doesNotContain("not confirmed");
    }

    @Test
    void help_says_how_to_use_it() {
        assertThat(first("--help"))
                .satisfies(answer -> assertThat(answer.exitCode()).isZero())
                .satisfies(answer -> assertThat(answer.output()).contains("verify PACK.zip", "--key", "--against"));
    }

    @Test
    void names_in_a_pack_cannot_steer_the_terminal() throws Exception {
        SortedMap<String, byte[]> files = new SamplePack().sealed();
        files.put("documents/\u001b[2Jcleared\u202e", new byte[1]);
        Path zip = zip(files);
        assertThat(first(zip.toString()).file()).isEqualTo("documents/?[2Jcleared?");
        assertThat(second(zip.toString()).file()).isEqualTo("documents/?[2Jcleared?");
    }

    private static void assertBoth(int exitCode, String... arguments) throws Exception {
        assertThat(first(arguments).exitCode())
                .as("first: %s", Arrays.asList(arguments))
                .isEqualTo(exitCode);
        assertThat(second(arguments).exitCode())
                .as("second: %s", Arrays.asList(arguments))
                .isEqualTo(exitCode);
    }

    private Path zip(Map<String, byte[]> files) {
        Path zip = folder.resolve("pack.zip");
        SamplePack.zip(files, zip);
        return zip;
    }

    private static Answer first(String... arguments) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(output, true, UTF_8);
        int exitCode = Verify.run(arguments, print, print);
        return new Answer(exitCode, output.toString(UTF_8));
    }

    private static Answer second(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(arguments));
        return python(command);
    }

    /** Asks about many packs in one process, since starting Python takes longer than an answer. */
    private static List<Answer> second(List<Path> packs) throws IOException, InterruptedException {
        String loop = """
                import sys
                sys.path.insert(0, sys.argv[1])
                sys.dont_write_bytecode = True
                import verify_pack
                for pack in sys.argv[2:]:
                    print("\\x00exit", verify_pack.main([pack]))
                """;
        List<String> command =
                new ArrayList<>(List.of("-c", loop, SCRIPT.getParent().toString()));
        packs.forEach(pack -> command.add(pack.toString()));
        Answer all = python(command);
        assertThat(all.exitCode()).as(all.output()).isZero();
        List<Answer> answers = new ArrayList<>();
        int from = 0;
        for (int end; (end = all.output().indexOf("\0exit ", from)) >= 0; from = end + 8)
            answers.add(
                    new Answer(all.output().charAt(end + 6) - '0', all.output().substring(from, end)));
        assertThat(answers).hasSameSizeAs(packs);
        return answers;
    }

    private static Answer python(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3"));
        command.addAll(arguments);
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            assumeTrue(false, "python3 is not installed, so the second verifier was not asked: " + e.getMessage());
            throw e;
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Answer(process.waitFor(), output);
    }
}
