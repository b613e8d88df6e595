package sextant.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Pages as a signed-in person gets them, by sixteen connections that never pause; beside it an empty handler under the same load. */
final class Pages {
    private static final int DIFFERENT = 400;
    private static final Duration WARM_UP = Duration.ofSeconds(15);

    /** @param paths each connection takes the next one */
    private record Page(String name, List<String> paths) {}

    private final World world;
    private final Report report;
    private final Map<String, Double> atSmallest = new HashMap<>();

    Pages(World world, Report report) {
        this.world = world;
        this.report = report;
    }

    void register() throws IOException, SQLException, InterruptedException {
        String cursor = after("/objectives?sort=title");
        visit(List.of(
                new Page("register", List.of("/objectives")),
                new Page("register, a later page by title", List.of(cursor)),
                new Page("register, off track by due date", List.of("/objectives?status=off-track&sort=-due")),
                new Page("register, search of a common word", List.of("/objectives?q=phishing")),
                new Page("register, search of a number", List.of("/objectives?q=00042", "/objectives?q=00742"))));
        api(new Page("API: register", List.of("/objectives?limit=50")));
    }

    void objective() throws IOException, SQLException, InterruptedException {
        List<UUID> objectives = world.some("objective", DIFFERENT);
        List<UUID> kpis = world.some("kpi", DIFFERENT);
        visit(List.of(
                new Page("objective", paths("/objectives/", objectives, "")),
                new Page("objective, history", paths("/objectives/", objectives, "/history")),
                new Page("objective, letters of 6.2", paths("/objectives/", objectives, "/conformance")),
                new Page("KPI", paths("/kpis/", kpis, "")),
                new Page("KPIs", List.of("/kpis")),
                new Page("units and people", List.of("/people")),
                new Page("documents", List.of("/documents"))));
    }

    void board() throws IOException, SQLException, InterruptedException {
        double first = first("/conformance");
        report.add(new Report.Line(
                "conformance of the whole register",
                size(),
                String.format(Locale.ROOT, "%.2f s", first),
                "",
                "",
                "<= 1 s",
                Bars.atMost(Bars.CONFORMANCE_SECONDS, first)));
        try (Owner owner = world.owner();
                Api api = world.api()) {
            // Something recorded, so that the server cannot answer from memory.
            api.post("/teams", Map.of("name", "Team " + world.objectives(), "members", List.of()));
            owner.execute("insert into stale_verdict (organization, objective) select organization, id from objective "
                    + "where current_version is not null");
            double nothing = first("/conformance");
            report.add(new Report.Line(
                    "the same, from nothing: no verdict is current",
                    size(),
                    String.format(Locale.ROOT, "%.2f s", nothing),
                    "",
                    "",
                    "<= 1 s",
                    Bars.atMost(Bars.CONFORMANCE_SECONDS, nothing)));
            long start = System.nanoTime();
            world.quiet(owner);
            report.say(String.format(
                    Locale.ROOT, "  all verdicts judged again %.1f s later", (System.nanoTime() - start) / 1e9));
        }
        visit(List.of(
                new Page("board", List.of("/conformance")),
                new Page("board, search", List.of("/conformance?q=phishing")),
                new Page("board, gaps only", List.of("/conformance?gaps=true"))));
    }

    /** The register at a moment that nobody has looked at, and then the same again. */
    void past() throws IOException {
        // What was recorded at the beginning of the copying is there, and what follows is left out.
        java.time.Instant moment = java.time.Instant.now().minusSeconds(1);
        double first = first("/objectives?asOf=" + moment);
        double again = first("/objectives?asOf=" + moment);
        double board = first("/conformance?asOf=" + moment);
        report.add(new Report.Line(
                "register at a past moment, first view",
                size(),
                String.format(Locale.ROOT, "%.2f s (again %.2f s)", first, again),
                "",
                "",
                "<= 0.3 s",
                Bars.atMost(Bars.PAST_SECONDS, first)));
        report.add(new Report.Line(
                "conformance at that moment, first view",
                size(),
                String.format(Locale.ROOT, "%.2f s", board),
                "",
                "",
                "<= 1 s",
                Bars.atMost(Bars.CONFORMANCE_SECONDS, board)));
    }

    private void visit(List<Page> pages) throws IOException, SQLException, InterruptedException {
        try (Visitor visitor = world.signedIn()) {
            // A server that runs has compiled what its pages need; what the first visit costs is in `start`.
            List<byte[]> all = pages.stream()
                    .flatMap(page -> page.paths().stream().limit(20))
                    .map(visitor::page)
                    .toList();
            world.load().lasting(Duration.ZERO, WARM_UP).at(Load.CONNECTIONS, n -> all.get((int) (n % all.size())));
            for (Page page : pages) {
                List<byte[]> requests = page.paths().stream().map(visitor::page).toList();
                measure(page.name(), requests);
            }
        }
    }

    private void api(Page page) throws IOException, InterruptedException {
        try (Api api = world.api()) {
            measure(
                    page.name(),
                    page.paths().stream()
                            .map(path -> api.request("GET", path, Map.of(), ""))
                            .toList());
        }
    }

    private void measure(String name, List<byte[]> requests) throws IOException, InterruptedException {
        Load load = world.load();
        Load.Requests next = n -> requests.get((int) (n % requests.size()));
        Timings many = load.at(Load.CONNECTIONS, next);
        Timings one = load.lasting(Duration.ZERO, Duration.ofMillis(1_500)).at(1, next);
        Timings empty = load.lasting(Duration.ofMillis(500), Duration.ofMillis(1_500))
                .at(Load.CONNECTIONS, n -> Http.request("GET", "/health/live", List.of(), new byte[0]));
        report.add(new Report.Line(
                name,
                size(),
                String.format(Locale.ROOT, "%s (alone %.1f), %.0f/s", many.text(), one.p50(), many.perSecond()),
                "/health/live " + empty.text(),
                String.format(Locale.ROOT, "%.1f", many.p50() / empty.p50()),
                Bars.page(),
                Bars.page(many)));
        // What one reader waits varies less than what sixteen do while other programs use the machine.
        Optional<Double> before = Optional.ofNullable(atSmallest.putIfAbsent(name, one.p50()));
        if (before.isPresent())
            report.add(new Report.Line(
                    name + ": against 1,000",
                    size(),
                    String.format(Locale.ROOT, "%.1f ms alone", one.p50()),
                    String.format(Locale.ROOT, "at 1,000 %.1f ms", before.get()),
                    String.format(Locale.ROOT, "%.2f", one.p50() / before.get()),
                    "no dearer",
                    Bars.noDearer(before, one.p50())));
    }

    private double first(String path) throws IOException {
        try (Visitor visitor = world.signedIn()) {
            long start = System.nanoTime();
            Http.Answer answer = visitor.get(path);
            if (answer.status() != 200) throw new IOException(path + ": " + answer.status());
            return (System.nanoTime() - start) / 1e9;
        }
    }

    /** The link to the page after this one. */
    private String after(String path) throws IOException {
        try (Visitor visitor = world.signedIn()) {
            var link = java.util.regex.Pattern.compile("href=\"(/objectives\\?[^\"]*after=[^\"]+)\"")
                    .matcher(visitor.get(path).text());
            if (!link.find()) throw new IOException("no later page after " + path);
            return link.group(1).replace("&amp;", "&");
        }
    }

    private static List<String> paths(String before, List<UUID> ids, String after) {
        List<String> paths = new ArrayList<>();
        ids.forEach(id -> paths.add(before + id + after));
        return paths;
    }

    private String size() {
        return String.format(Locale.ROOT, "%,d objectives", world.objectives());
    }
}
