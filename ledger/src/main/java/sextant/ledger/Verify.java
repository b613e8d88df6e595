package sextant.ledger;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sextant.ledger.PackVerdict.Counts;
import sextant.ledger.PackVerdict.DoesNotHold;
import sextant.ledger.PackVerdict.Holds;

/** The offline verifier: exit code 0 when the pack holds, 1 when it does not, 2 when it was not asked properly. */
public final class Verify {
    private static final String USAGE = """
            verify PACK.zip [--key FINGERPRINT] [--against CHECKPOINT]

            Checks a Sextant evidence pack with no server and no network: that it is complete and unchanged, that
            every record in it is in the log, and that the log's checkpoint is signed.

              --key FINGERPRINT     the fingerprint of the log's key, or the key itself (name+id+key), as you got it
                                    from its owner by another way than the pack
              --against CHECKPOINT  a checkpoint.txt of the same log that you kept earlier: also checks that nothing
                                    was removed or rewritten since

            Exit code 0: everything holds. 1: something does not; the first such thing is named. 2: wrong use.
            """;

    private Verify() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(args, out, err));
    }

    /** As the command line, with the exit code as the result. */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        Optional<String> key = Optional.empty();
        Optional<String> against = Optional.empty();
        List<String> packs = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            String argument = args[i];
            switch (argument) {
                case "--help", "-h" -> {
                    out.print(USAGE);
                    return 0;
                }
                case "--key", "--against" -> {
                    boolean isKey = argument.equals("--key");
                    if (i + 1 == args.length) return wrongUse(err, argument + " needs a value");
                    if ((isKey ? key : against).isPresent()) return wrongUse(err, argument + " is given twice");
                    Optional<String> value = Optional.of(args[++i]);
                    if (isKey) key = value;
                    else against = value;
                }
                default -> {
                    if (argument.startsWith("-")) return wrongUse(err, "unknown option " + argument);
                    packs.add(argument);
                }
            }
        }
        if (packs.size() != 1) return wrongUse(err, "name one pack");
        return verify(packs.getFirst(), key, against, out, err);
    }

    private static int verify(
            String pack, Optional<String> key, Optional<String> against, PrintStream out, PrintStream err) {
        try {
            Path zip = Path.of(pack);
            if (Files.isDirectory(zip)) return wrongUse(err, pack + " is a folder");
            return print(new PackVerifier().verify(zip, key, against.map(Path::of)), out);
        } catch (Malformed e) {
            return wrongUse(err, "--key is neither a fingerprint nor a verifier key: " + e.getMessage());
        } catch (InvalidPathException e) {
            return wrongUse(err, "not a path: " + e.getInput());
        } catch (NoSuchFileException e) {
            return wrongUse(err, "no such file: " + e.getFile());
        } catch (AccessDeniedException e) {
            return wrongUse(err, "not permitted to read " + e.getFile());
        } catch (IOException e) {
            return wrongUse(err, "cannot read: " + e.getMessage());
        }
    }

    private static int wrongUse(PrintStream err, String what) {
        err.println(printable(what));
        err.println("See --help.");
        return 2;
    }

    private static int print(PackVerdict verdict, PrintStream out) {
        return switch (verdict) {
            case Holds holds -> {
                for (String line : lines(holds)) out.println(printable(line));
                yield 0;
            }
            case DoesNotHold broken -> {
                out.println("DOES NOT HOLD");
                out.println(printable(broken.file() + ": " + broken.reason()));
                yield 1;
            }
        };
    }

    private static List<String> lines(Holds holds) {
        Manifest manifest = holds.manifest();
        Counts counts = holds.counts();
        List<String> lines = new ArrayList<>();
        lines.add("HOLDS");
        lines.add("organization     " + manifest.organization().name());
        lines.add("about            " + manifest.subject().kind() + " "
                + manifest.subject().title());
        lines.add("as of            " + (manifest.asOf() == null ? manifest.created() : manifest.asOf()));
        lines.add("created          " + manifest.created());
        lines.add("files            " + counts.files() + " complete and unchanged, " + counts.bytes() + " bytes, "
                + counts.documents() + " documents among them");
        lines.add("records          " + counts.records() + " in the log");
        lines.add("measurements     " + counts.rows() + " rows in " + counts.batches() + " batches in the log");
        lines.add("inclusion proofs " + counts.proofs());
        lines.add("committed values " + counts.disclosed() + " disclosed and matching, " + counts.withheld()
                + " not disclosed");
        lines.add("consistency      " + counts.consistencyProofs() + " proofs from older checkpoints");
        lines.add("checkpoint       " + holds.checkpoint().origin() + ", "
                + holds.checkpoint().size() + " leaves, root "
                + holds.checkpoint().root().base64());
        holds.continues()
                .ifPresent(older -> lines.add("continues        your checkpoint of " + older.size()
                        + " leaves: nothing was removed or rewritten since"));
        lines.add("key              " + holds.key().fingerprint());
        lines.add(
                holds.keyConfirmed()
                        ? "                 signed by the key you named"
                        : "                 signed by a key you have not confirmed");
        return lines;
    }

    /** A pack's text is not trusted: it must not steer the terminal or reorder what it shows. */
    private static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
