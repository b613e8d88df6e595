package sextant.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** {@code ./sextant bench [NAME]}: runs one benchmark or all, and prints one table. */
public final class Bench {
    private static final List<Integer> SIZES = List.of(1_000, 10_000);
    private static final Set<String> ALL =
            Set.of("register", "objective", "board", "past", "write", "bulk", "verify", "start", "memory", "weight");
    /** What is measured on the largest installation; it takes its time to fill. */
    private static final String FULL = "full";

    private static final Set<String> OF_FULL =
            Set.of("register", "objective", "board", "past", "write", "start", "memory");

    private final Set<String> wanted;
    private final Richness richness;
    private final Path command;
    private final Path home;
    private final Path scratch;
    private final Report report;

    private Bench(Set<String> wanted, Richness richness, Path command, Path home, Path scratch, Report report) {
        this.wanted = wanted;
        this.richness = richness;
        this.command = command;
        this.home = home;
        this.scratch = scratch;
        this.report = report;
    }

    /** The command, the built application's folder, a scratch folder, and perhaps a name. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        if (arguments.length > 3 && !ALL.contains(arguments[3]) && !arguments[3].equals(FULL)) {
            err.println("There is no benchmark " + arguments[3] + ". See ./sextant bench --help.");
            System.exit(2);
        }
        Path scratch = Path.of(arguments[2]);
        Report report = new Report(err);
        boolean full = arguments.length > 3 && arguments[3].equals(FULL);
        Bench bench = new Bench(
                full ? OF_FULL : arguments.length > 3 ? Set.of(arguments[3]) : ALL,
                full ? Richness.FULL : Richness.PLAIN,
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                scratch,
                report);
        long start = System.nanoTime();
        try {
            bench.run();
        } finally {
            delete(scratch);
            report.print(out);
        }
        out.printf(
                Locale.ROOT,
                "%d processors, %.0f s in all. Times are p50 / p99 of %d connections that never pause.%n",
                Runtime.getRuntime().availableProcessors(),
                (System.nanoTime() - start) / 1e9,
                Load.CONNECTIONS);
    }

    private boolean wants(String... names) {
        return Stream.of(names).anyMatch(wanted::contains);
    }

    private void run() throws IOException, SQLException, InterruptedException {
        Files.createDirectories(scratch);
        report.say("Starting on a fresh data directory");
        try (World world = World.begin(command, scratch.resolve("data"), report, richness)) {
            run(world);
        }
    }

    private void run(World world) throws IOException, SQLException, InterruptedException {
        Pages pages = new Pages(world, report);
        Footprint footprint = new Footprint(world, report);
        if (wants("memory")) attempt("memory", () -> footprint.memory("just started"));
        if (wants("register", "objective", "board", "past", "write", "verify", "start", "memory", "weight"))
            for (int size : SIZES) {
                world.grow(size);
                if (wants("register")) attempt("register", pages::register);
                if (wants("objective")) attempt("objective", pages::objective);
                if (wants("board")) attempt("board", pages::board);
                if (wants("past")) attempt("past", pages::past);
                if (wants("write")) attempt("write", () -> new Writes(world, report).run());
            }
        if (wants("weight"))
            attempt("weight", () -> {
                footprint.weight();
                footprint.jar(home);
            });
        BulkMeasurements bulk = new BulkMeasurements(world, report);
        if (wants("bulk")) attempt("bulk", bulk::run);
        if (wants("verify")) {
            Verification verification = new Verification(world, scratch, report);
            attempt("verify", verification::records);
            attempt("verify", () -> verification.rows(bulk.filled(Verification.ROWS), Verification.ROWS));
        }
        if (wants("memory")) attempt("memory", () -> footprint.memory("after all that"));
        if (wants("start")) attempt("start", footprint::start);
    }

    private interface Work {
        void run() throws IOException, SQLException, InterruptedException;
    }

    /** What fails stands in the table, and the others are measured all the same. */
    private void attempt(String name, Work work) throws InterruptedException {
        try {
            work.run();
        } catch (IOException | SQLException e) {
            report.add(new Report.Line(name, "", "failed: " + e.getMessage(), "", "", "", "missed"));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        }
    }
}
