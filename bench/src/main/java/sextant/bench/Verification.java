package sextant.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import sextant.ledger.PackVerdict;
import sextant.ledger.PackVerifier;

/**
 * Evidence packs that the product built, checked by its verifier; beside it SHA-256 over the same bytes and nothing else. Both
 * in this process, warm, by the best of several runs: the time of an unpacked byte. Then the command as an auditor runs it.
 */
final class Verification {
    /** What one objective's KPI may well have after years: a value each five minutes over two of them. */
    static final int ROWS = 200_000;

    private static final int RUNS = 15;
    private static final int PATIENCE_SECONDS = 180;

    private final World world;
    private final Path scratch;
    private final Report report;

    Verification(World world, Path scratch, Report report) {
        this.world = world;
        this.scratch = scratch;
        this.report = report;
    }

    /** A pack around a KPI with so many rows. */
    void rows(UUID kpi, int rows) throws IOException, InterruptedException {
        try (Api api = world.api()) {
            Api.Reply objective = api.post(
                    "/objectives",
                    Map.of(
                            "title",
                            "Nobody guesses passwords",
                            "purpose",
                            "Notice it while it happens",
                            "unit",
                            world.root(),
                            "starts",
                            "2024-01-01",
                            "ends",
                            "2026-12-31",
                            "targets",
                            java.util.List.of(Map.of(
                                    "kpi",
                                    kpi.toString(),
                                    "kind",
                                    "reach",
                                    "baselineValue",
                                    500,
                                    "baselineDate",
                                    "2024-01-01",
                                    "targetValue",
                                    10,
                                    "due",
                                    "2026-12-31"))));
            check(String.format(Locale.ROOT, "pack with %,d rows", rows), api, UUID.fromString(objective.text("id")));
        }
    }

    /** A pack of an ordinary objective: many small records and proofs. */
    void records() throws IOException, InterruptedException, java.sql.SQLException {
        try (Api api = world.api();
                Owner owner = world.owner()) {
            check(
                    "pack of an ordinary objective",
                    api,
                    UUID.fromString(owner.texts("select objective from target group by objective, number "
                                    + "order by count(*) desc, md5(objective::text) limit 1")
                            .getFirst()));
        }
    }

    private void check(String what, Api api, UUID objective) throws IOException, InterruptedException {
        Path pack = scratch.resolve("pack-" + objective + ".zip");
        long start = System.nanoTime();
        Files.write(pack, built(api, objective));
        report.say(
                String.format(Locale.ROOT, "  %s: built and sent in %.1f s", what, (System.nanoTime() - start) / 1e9));
        byte[] buffer = new byte[128 * 1024];
        double verified = Double.MAX_VALUE;
        double hashed = Double.MAX_VALUE;
        double unpacked = Double.MAX_VALUE;
        long files = 0;
        for (int run = 0; run < RUNS; run++) {
            long before = System.nanoTime();
            if (!(new PackVerifier().verify(pack, Optional.empty(), Optional.empty())
                    instanceof PackVerdict.Holds holds)) throw new IOException("the pack does not hold");
            verified = Math.min(verified, (System.nanoTime() - before) / 1e9);
            files = holds.counts().files();
        }
        long bytes = 0;
        byte[] content = content(pack);
        for (int run = 0; run < RUNS; run++) {
            MessageDigest digest = sha256();
            long before = System.nanoTime();
            digest.update(content);
            digest.digest();
            hashed = Math.min(hashed, (System.nanoTime() - before) / 1e9);
            before = System.nanoTime();
            bytes = unpack(pack, buffer);
            unpacked = Math.min(unpacked, (System.nanoTime() - before) / 1e9);
        }
        double megabytes = bytes / 1e6;
        report.add(new Report.Line(
                "verify: " + what,
                String.format(Locale.ROOT, "%.1f MB, %d files", megabytes, files),
                String.format(Locale.ROOT, "%.0f MB/s, %.3f s", megabytes / verified, verified),
                String.format(
                        Locale.ROOT,
                        "SHA-256 %.0f MB/s (unpacking alone %.0f)",
                        megabytes / hashed,
                        megabytes / unpacked),
                String.format(Locale.ROOT, "%.2f", hashed / verified),
                ">= 0.5",
                Bars.atLeast(Bars.HALF, hashed / verified)));
        command(what, pack, megabytes);
    }

    private void command(String what, Path pack, double megabytes) throws IOException, InterruptedException {
        double best = Double.MAX_VALUE;
        for (int run = 0; run < 3; run++) {
            long before = System.nanoTime();
            Process verify = new ProcessBuilder(world.command().toString(), "verify", pack.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(verify.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (verify.waitFor() != 0) throw new IOException(said);
            best = Math.min(best, (System.nanoTime() - before) / 1e9);
        }
        report.add(new Report.Line(
                "./sextant verify: " + what,
                String.format(Locale.ROOT, "%.1f MB", megabytes),
                String.format(Locale.ROOT, "%.2f s", best),
                "",
                "",
                "",
                ""));
    }

    private static byte[] built(Api api, UUID objective) throws IOException, InterruptedException {
        Api.Reply job = api.post("/evidence-packs", Map.of("objective", objective.toString()));
        String path = job.location().substring("/api/v1".length());
        String state = "queued";
        for (int i = 0; i < 10 * PATIENCE_SECONDS && (state.equals("queued") || state.equals("building")); i++) {
            Thread.sleep(100);
            state = api.get(path).text("state");
        }
        if (!state.equals("ready")) throw new IOException("the pack is " + state);
        return api.file(path + "/file");
    }

    private static byte[] content(Path pack) throws IOException {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        try (ZipFile zip = new ZipFile(pack.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries()))
                try (InputStream in = zip.getInputStream(entry)) {
                    in.transferTo(all);
                }
        }
        return all.toByteArray();
    }

    private static long unpack(Path pack, byte[] buffer) throws IOException {
        long bytes = 0;
        try (ZipFile zip = new ZipFile(pack.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries()))
                try (InputStream in = zip.getInputStream(entry)) {
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) bytes += n;
                }
        }
        return bytes;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
