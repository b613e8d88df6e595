package sextant.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A million rows of one KPI, one a minute over two years, sent as CSV with a token; beside it COPY of the same values into the
 * same table, with its partitions, its indexes and durable commit, by the role that owns it.
 */
final class BulkMeasurements {
    static final int ROWS = 1_000_000;
    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");

    private final World world;
    private final Report report;

    BulkMeasurements(World world, Report report) {
        this.world = world;
        this.report = report;
    }

    /** A new KPI with so many rows, taken in by the product. */
    UUID filled(int rows) throws IOException {
        try (Api api = world.api()) {
            UUID kpi = kpi(api, 3);
            api.csv(path(kpi), csv(rows));
            return kpi;
        }
    }

    void run() throws IOException, SQLException {
        try (Api api = world.api();
                Owner owner = world.owner()) {
            UUID warm = kpi(api, 0);
            UUID raw = kpi(api, 1);
            UUID own = kpi(api, 2);
            owner.execute("select ensure_measurement_partitions('2024-01-01', '2025-12-31')");
            api.csv(path(warm), csv(20_000));
            double before = copy(owner, raw);
            long start = System.nanoTime();
            Api.Reply reply = api.csv(path(own), csv(ROWS));
            double product = (System.nanoTime() - start) / 1e9;
            if (reply.json().get("added").asInt() != ROWS)
                throw new IOException("not all rows came in: " + reply.json());
            double after = copy(owner, raw);
            double copy = (before + after) / 2;
            report.add(new Report.Line(
                    "bulk measurements, CSV over HTTP",
                    String.format(Locale.ROOT, "%,d rows", ROWS),
                    String.format(Locale.ROOT, "%.1f s, %,.0f rows/s", product, ROWS / product),
                    String.format(Locale.ROOT, "COPY %.1f and %.1f s, %,.0f rows/s", before, after, ROWS / copy),
                    String.format(Locale.ROOT, "%.2f", copy / product),
                    ">= 0.5",
                    Bars.atLeast(Bars.HALF, copy / product)));
        }
    }

    private UUID kpi(Api api, int number) throws IOException {
        return UUID.fromString(api.post(
                        "/kpis",
                        Map.of(
                                "reference",
                                "BULK-" + number,
                                "name",
                                "Failed sign-ins a minute " + number,
                                "unit",
                                world.root(),
                                "informationNeed",
                                "Is somebody guessing passwords?",
                                "formula",
                                "Count over the minute",
                                "valueKind",
                                "number",
                                "unitOfMeasure",
                                "attempts",
                                "direction",
                                "decrease",
                                "collectedEvery",
                                "day",
                                "graceDays",
                                1))
                .text("id"));
    }

    private static String path(UUID kpi) {
        return "/kpis/" + kpi + "/measurements?time=0&value=1&name=bulk.csv";
    }

    private static byte[] csv(int rows) {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder csv = new StringBuilder(40 * rows).append("time,value\n");
        for (int i = 0; i < rows; i++)
            csv.append(FIRST.plusSeconds(60L * i))
                    .append(',')
                    .append(value(random))
                    .append('\n');
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String value(SplittableRandom random) {
        int hundredths = random.nextInt(100_000);
        return hundredths / 100 + "." + hundredths / 10 % 10 + hundredths % 10;
    }

    /** Seconds for the rows themselves; they are removed afterwards, since no batch of the journal stands for them. */
    private double copy(Owner owner, UUID kpi) throws SQLException, IOException {
        UUID batch = new UUID(0x0190_0000_0000_7000L, kpi.getLeastSignificantBits());
        UUID organization = owner.organization();
        UUID person = UUID.fromString(owner.texts("select id from person where email = ?", World.WRITER)
                .getFirst());
        SplittableRandom random = new SplittableRandom(7);
        String key = organization + "\t" + kpi + "\t";
        String rest = "\t\\N\t\t\\N\t" + batch + "\t";
        String end = "\t2026-01-01T00:00:00Z\t" + person + "\n";
        StringBuilder rows = new StringBuilder(240 * ROWS);
        for (int i = 0; i < ROWS; i++)
            rows.append(key)
                    .append(FIRST.plusSeconds(60L * i))
                    .append("\t0\t")
                    .append(value(random))
                    .append(rest)
                    .append(i)
                    .append(end);
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        long start = System.nanoTime();
        owner.copyIn(
                "measurement (organization, kpi, at, correction, value, period_from, note, note_salt, batch, batch_row,"
                        + " recorded_at, recorded_by)",
                bytes);
        double seconds = (System.nanoTime() - start) / 1e9;
        owner.execute("delete from measurement where organization = ? and kpi = ?", organization, kpi);
        owner.execute("vacuum measurement");
        return seconds;
    }
}
