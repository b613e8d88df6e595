package sextant.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The installation under test with its organization, its two people who have tokens, and as many objectives as are wanted. */
final class World implements AutoCloseable {
    static final String WRITER = "writer@bench.example";
    static final String APPROVER = "approver@bench.example";
    private static final String PASSWORD = "correct horse battery";
    private static final long QUIET_SECONDS = 1_800;

    private final Path command;
    private final Path data;
    private final Report report;
    private Installation installation;
    private String writerToken = "";
    private List<String> units = List.of();
    private List<Sample.Made> made = List.of();
    private int copies = 1;

    private final Richness richness;

    private World(Path command, Path data, Report report, Installation installation, Richness richness) {
        this.richness = richness;
        this.command = command;
        this.data = data;
        this.report = report;
        this.installation = installation;
    }

    /** A fresh installation with an organization and nobody's objectives. */
    static World begin(Path command, Path data, Report report, Richness richness)
            throws IOException, InterruptedException {
        World world = new World(command, data, report, Installation.start(command, data), richness);
        try (Visitor visitor = new Visitor(world.installation.port())) {
            visitor.submit(
                    "/setup/" + world.installation.setUp(),
                    "organization",
                    "Bench",
                    "name",
                    "Wanda Writer",
                    "email",
                    WRITER,
                    "password",
                    PASSWORD,
                    "language",
                    "en",
                    "timeZone",
                    "Europe/Berlin");
        }
        world.writerToken = world.installation.token(WRITER);
        try (Api writer = world.api()) {
            world.units = new ArrayList<>();
            for (var unit : writer.get("/units").json())
                world.units.add(unit.get("id").asString());
        }
        return world;
    }

    Installation installation() {
        return installation;
    }

    Load load() {
        return new Load(installation.port(), java.time.Duration.ofSeconds(2), java.time.Duration.ofSeconds(5));
    }

    /** A program with the writer's token. */
    Api api() throws IOException {
        return new Api(installation.port(), writerToken);
    }

    /** Somebody signed in who sees everything. */
    Visitor signedIn() throws IOException {
        Visitor visitor = new Visitor(installation.port());
        visitor.submit("/sign-in", "email", WRITER, "password", PASSWORD);
        return visitor;
    }

    Owner owner() throws IOException, SQLException {
        return new Owner(installation.owner());
    }

    String root() {
        return units.getFirst();
    }

    /** Stops the server and starts it again on the same data. */
    void restart() throws IOException, InterruptedException {
        installation.close();
        installation = Installation.start(command, data);
    }

    void stop() {
        installation.close();
    }

    Path data() {
        return data;
    }

    Path command() {
        return command;
    }

    int objectives() {
        return made.isEmpty() ? 0 : copies * Sample.OBJECTIVES;
    }

    /** Grows to so many objectives, a multiple of the sample's hundred, and waits until the server has nothing left to do. */
    void grow(int objectives) throws IOException, SQLException, InterruptedException {
        if (made.isEmpty()) sample();
        int wanted = objectives / Sample.OBJECTIVES;
        if (wanted <= copies) return;
        long start = System.nanoTime();
        try (Owner owner = owner()) {
            new Multiplication(owner, made).copies(copies, wanted - 1);
            copies = wanted;
            long copied = System.nanoTime();
            quiet(owner);
            long leaves = owner.number("select count(*) from journal_leaf");
            owner.execute("analyze");
            report.say(String.format(
                    Locale.ROOT,
                    "Copied to %,d objectives, %,d KPIs, %,d measurements in %.0f s; the server numbered the leaves, %,d in all, in"
                            + " another %.0f s",
                    owner.number("select count(*) from objective"),
                    owner.number("select count(*) from kpi"),
                    owner.number("select count(*) from measurement"),
                    (copied - start) / 1e9,
                    leaves,
                    (System.nanoTime() - copied) / 1e9));
        }
    }

    private void sample() throws IOException, SQLException, InterruptedException {
        long start = System.nanoTime();
        try (Api writer = api()) {
            writer.post(
                    "/persons",
                    Map.of(
                            "name",
                            "Anna Approver",
                            "email",
                            APPROVER,
                            "kind",
                            "employee",
                            "language",
                            "en",
                            "timeZone",
                            "Europe/Berlin",
                            "active",
                            true,
                            "grants",
                            List.of(Map.of("role", "top-management", "unit", root()))));
            try (Api approver = new Api(installation.port(), installation.token(APPROVER))) {
                made = new Sample(writer, approver, LocalDate.now(ZoneId.of("Europe/Berlin")), richness).make(units);
            }
        }
        try (Owner owner = owner()) {
            quiet(owner);
        }
        report.say(String.format(
                Locale.ROOT,
                "Made %d objectives through the API in %.0f s",
                made.size(),
                (System.nanoTime() - start) / 1e9));
    }

    /** Every leaf numbered, every verdict given. */
    void quiet(Owner owner) throws SQLException, IOException, InterruptedException {
        long end = System.nanoTime() + QUIET_SECONDS * 1_000_000_000L;
        while (owner.number("select (select count(*) from pending_leaf) + (select count(*) from stale_verdict)") > 0) {
            if (System.nanoTime() > end)
                throw new IOException("the server is still busy after " + QUIET_SECONDS + " s");
            Thread.sleep(200);
        }
    }

    /** Some objectives in no order, the same in each run of a size. */
    List<UUID> some(String table, int most) throws IOException, SQLException {
        try (Owner owner = owner()) {
            return owner.texts("select id from " + table + " order by md5(id::text) limit " + most).stream()
                    .map(UUID::fromString)
                    .toList();
        }
    }

    @Override
    public void close() {
        installation.close();
    }
}
