package sextant.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Writes through the API with one token; beside them as many connections that each commit one row, which is what durability costs. */
final class Writes {
    private final World world;
    private final Report report;

    Writes(World world, Report report) {
        this.world = world;
        this.report = report;
    }

    void run() throws IOException, SQLException, InterruptedException {
        Timings commits = commits();
        try (Api api = world.api()) {
            List<UUID> kpis = world.some("kpi", 1_000);
            Instant first = Instant.now().minus(400, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
            measure(
                    "one measurement",
                    commits,
                    n -> api.request(
                            "POST",
                            "/kpis/" + kpis.get((int) (n % kpis.size())) + "/measurements/one",
                            Map.of("at", first.plusSeconds(n).toString(), "value", 1 + n % 90),
                            ""));
            measure(
                    "a new objective",
                    commits,
                    n -> api.request(
                            "POST",
                            "/objectives",
                            Map.of(
                                    "title",
                                    "Written under load " + n,
                                    "reference",
                                    "W-" + world.objectives() + "-" + n,
                                    "purpose",
                                    "To see what a write costs",
                                    "unit",
                                    world.root(),
                                    "starts",
                                    "2026-01-01",
                                    "ends",
                                    "2026-12-31"),
                            ""));
        }
        try (Owner owner = world.owner()) {
            world.quiet(owner);
        }
    }

    private void measure(String name, Timings commits, Load.Requests requests)
            throws IOException, InterruptedException {
        Timings many = world.load()
                .lasting(Duration.ofSeconds(3), Duration.ofSeconds(5))
                .at(Load.CONNECTIONS, requests);
        report.add(new Report.Line(
                "API: " + name,
                String.format(Locale.ROOT, "%,d objectives", world.objectives()),
                String.format(Locale.ROOT, "%s, %.0f/s", many.text(), many.perSecond()),
                String.format(Locale.ROOT, "a commit %s", commits.text()),
                String.format(Locale.ROOT, "%.1f", many.p50() / commits.p50()),
                "as a page",
                Bars.page(many)));
    }

    private Timings commits() throws IOException, SQLException, InterruptedException {
        try (Owner owner = world.owner()) {
            owner.execute("create table if not exists public.bench_commit (id uuid primary key, at timestamptz)");
            long start = System.nanoTime();
            long end = start + Duration.ofSeconds(3).toNanos();
            List<Future<List<Long>>> each = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(Load.CONNECTIONS)) {
                for (int i = 0; i < Load.CONNECTIONS; i++)
                    each.add(threads.submit(() -> {
                        List<Long> nanos = new ArrayList<>();
                        try (Connection connection = world.installation().owner();
                                var insert = connection.prepareStatement(
                                        "insert into public.bench_commit values (gen_random_uuid(), now())")) {
                            while (System.nanoTime() < end) {
                                long before = System.nanoTime();
                                insert.execute();
                                nanos.add(System.nanoTime() - before);
                            }
                        }
                        return nanos;
                    }));
            }
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> one : each) {
                try {
                    all.addAll(one.get());
                } catch (ExecutionException e) {
                    throw new IOException(e.getCause());
                }
            }
            Timings timings = new Timings(
                    all.stream().mapToLong(Long::longValue).toArray(), Duration.ofNanos(System.nanoTime() - start));
            owner.execute("drop table public.bench_commit");
            return timings;
        }
    }
}
