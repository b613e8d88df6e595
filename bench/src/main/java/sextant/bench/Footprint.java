package sextant.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sextant.postgres.CannotStart;
import sextant.postgres.EmbeddedPostgres;
import sextant.postgres.Settings;

/** What Sextant takes: time to start, memory, bytes on the wire, bytes on the disk. */
final class Footprint {
    private static final int STARTS = 5;
    private static final Pattern ASSET =
            Pattern.compile("(?:href|src)=\"(/[^\"]+\\.(?:css|js|svg|png|ico|woff2)[^\"]*)\"");
    /** What a style sheet brings along; what begins with # is in the page itself. */
    private static final Pattern INSIDE = Pattern.compile("url\\([\"']?([^#)\"'][^)\"']*)[\"']?\\)");

    private final World world;
    private final Report report;

    Footprint(World world, Report report) {
        this.world = world;
        this.report = report;
    }

    /** From the command to the first 200 of /health/ready; beside it the database alone on the same data directory. */
    void start() throws IOException, InterruptedException {
        double[] seconds = new double[STARTS];
        double[] alone = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            world.stop();
            alone[i] = database();
            world.restart();
            seconds[i] = world.installation().untilReady().toNanos() / 1e9;
        }
        java.util.Arrays.sort(seconds);
        java.util.Arrays.sort(alone);
        double median = seconds[STARTS / 2];
        report.add(new Report.Line(
                "./sextant run to ready, existing data",
                size(),
                String.format(Locale.ROOT, "%.2f s (%.2f to %.2f)", median, seconds[0], seconds[STARTS - 1]),
                String.format(Locale.ROOT, "database alone %.2f s", alone[STARTS / 2]),
                String.format(Locale.ROOT, "%.1f", median / alone[STARTS / 2]),
                "<= 3 s",
                Bars.atMost(Bars.READY_SECONDS, median)));
    }

    private double database() throws IOException {
        long start = System.nanoTime();
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.start(world.data().resolve("database"), Settings.standard())) {
            if (postgres.port() == 0) throw new IOException("no port");
            return (System.nanoTime() - start) / 1e9;
        } catch (CannotStart e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    void memory(String when) throws IOException {
        Installation.Memory memory = world.installation().memory();
        report.add(new Report.Line(
                "memory with its database, " + when,
                size(),
                String.format(Locale.ROOT, "%.0f MB", memory.all()),
                String.format(Locale.ROOT, "Java %.0f, PostgreSQL %.0f", memory.java(), memory.database()),
                "",
                "<= 600 MB",
                Bars.atMost(Bars.MEMORY_MEGABYTES, memory.all())));
    }

    /** The page and every file that it names, fonts for every alphabet included, by somebody who was never here. */
    void weight() throws IOException {
        try (Visitor visitor = new Visitor(world.installation().port())) {
            weigh("first visit: signing in", visitor, "/sign-in");
        }
        try (Visitor visitor = world.signedIn()) {
            weigh("first visit: register", visitor, "/objectives");
        }
    }

    private void weigh(String what, Visitor visitor, String path) throws IOException {
        Http.Answer page = visitor.get(path);
        if (page.status() != 200) throw new IOException(path + ": " + page.status());
        long all = page.wireBytes();
        Set<String> assets = new LinkedHashSet<>();
        Matcher named = ASSET.matcher(page.text());
        while (named.find()) assets.add(named.group(1).replaceFirst("#.*", ""));
        Set<String> seen = new LinkedHashSet<>();
        while (!assets.isEmpty()) {
            String asset = assets.iterator().next();
            assets.remove(asset);
            if (!seen.add(asset)) continue;
            Http.Answer answer = visitor.get(asset);
            if (answer.status() != 200) throw new IOException(asset + ": " + answer.status());
            all += answer.wireBytes();
            if (!asset.contains(".css")) continue;
            Matcher inside = INSIDE.matcher(answer.text());
            while (inside.find())
                if (!inside.group(1).startsWith("data:"))
                    assets.add(
                            java.net.URI.create(asset).resolve(inside.group(1)).toString());
        }
        double kilobytes = all / 1e3;
        report.add(new Report.Line(
                what,
                String.format(Locale.ROOT, "%d requests", 1 + seen.size()),
                String.format(Locale.ROOT, "%.1f KB on the wire", kilobytes),
                String.format(Locale.ROOT, "the page itself %.1f KB", page.wireBytes() / 1e3),
                "",
                "<= 150 KB",
                Bars.atMost(Bars.WIRE_KILOBYTES, kilobytes)));
    }

    /** @param home the folder of the built application */
    void jar(Path home) throws IOException {
        long jars = 0;
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".jar")).toList()) jars += Files.size(file);
        }
        report.add(new Report.Line(
                "the application and its libraries",
                "jars",
                String.format(Locale.ROOT, "%.1f MB", jars / 1e6),
                "",
                "",
                "",
                ""));
    }

    private String size() {
        return String.format(Locale.ROOT, "%,d objectives", world.objectives());
    }
}
