package sextant.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A hundred objectives, made by the product itself: each KPI, batch of measurements, objective, plan, proposal, decision and
 * end goes through the API, as two people's programs would send it. {@link Multiplication} makes many of them.
 */
final class Sample {
    static final int OBJECTIVES = 100;
    static final int WEEKS = 72;
    private static final int UNITS = 60;
    private static final int PERSONS = 120;

    /** @param kpis of its targets, in order */
    record Made(int number, UUID objective, List<UUID> kpis) {}

    private record Theme(
            String title,
            String kpi,
            String kind,
            String unit,
            String direction,
            double baseline,
            double target,
            String action) {}

    private static final List<Theme> THEMES = List.of(
            new Theme(
                    "Close critical vulnerabilities sooner",
                    "Median days to close a critical vulnerability",
                    "duration",
                    "days",
                    "decrease",
                    31,
                    14,
                    "Patch windows every week"),
            new Theme(
                    "Fewer people who follow a phishing link",
                    "Share of staff who follow a simulated phishing link",
                    "share",
                    "%",
                    "decrease",
                    18,
                    5,
                    "Simulations with a lesson after each click"),
            new Theme(
                    "Everybody trained in information security",
                    "Share of staff with a completed yearly course",
                    "share",
                    "%",
                    "increase",
                    61,
                    95,
                    "Course in three languages"),
            new Theme(
                    "Multi-factor sign-in everywhere",
                    "Share of accounts with a second factor",
                    "share",
                    "%",
                    "increase",
                    54,
                    98,
                    "Hand out security keys"),
            new Theme(
                    "Backups that restore",
                    "Share of restore tests that succeed",
                    "share",
                    "%",
                    "increase",
                    80,
                    100,
                    "Restore test for each critical system"),
            new Theme(
                    "Detect incidents sooner",
                    "Median hours from intrusion to detection",
                    "duration",
                    "hours",
                    "decrease",
                    72,
                    24,
                    "Log sources of all critical systems"),
            new Theme(
                    "Fewer accounts without an owner",
                    "Accounts whose owner has left",
                    "count",
                    "accounts",
                    "decrease",
                    240,
                    12,
                    "Reconcile with human resources every week"),
            new Theme(
                    "Suppliers assessed before they begin",
                    "Share of new suppliers with an assessment",
                    "share",
                    "%",
                    "increase",
                    40,
                    90,
                    "Assessment as a step of purchasing"),
            new Theme(
                    "Critical services available",
                    "Availability of the critical services",
                    "share",
                    "%",
                    "increase",
                    97,
                    99.5,
                    "Second site for the database"),
            new Theme(
                    "Encrypted mobile devices",
                    "Mobile devices without encryption",
                    "count",
                    "devices",
                    "decrease",
                    180,
                    0,
                    "Enforce encryption by policy"));

    private final Richness richness;
    private final Api writer;
    private final Api approver;
    private final LocalDate today;
    private final List<String> units = new ArrayList<>();
    private final List<String> owners = new ArrayList<>();

    Sample(Api writer, Api approver, LocalDate today, Richness richness) {
        this.richness = richness;
        this.writer = writer;
        this.approver = approver;
        this.today = today;
    }

    List<Made> make(List<String> root) throws IOException {
        people(root.getFirst());
        List<Made> made = new ArrayList<>();
        for (int i = 0; i < OBJECTIVES; i++) made.add(objective(i));
        return made;
    }

    private void people(String root) throws IOException {
        units.add(root);
        for (int i = 1; i < UNITS; i++)
            units.add(writer.post(
                            "/units",
                            Map.of(
                                    "name",
                                    (i < 8 ? "Division " : "Department ") + i,
                                    "kind",
                                    i < 8 ? "level" : "function",
                                    "relevant",
                                    true,
                                    "parent",
                                    i < 8 ? root : units.get(1 + i % 7)))
                    .text("id"));
        for (int i = 0; i < PERSONS; i++)
            owners.add(writer.post(
                            "/persons",
                            Map.of(
                                    "name",
                                    "Owner " + (char) ('A' + i % 26) + ". " + (100 + i),
                                    "email",
                                    "owner" + i + "@bench.example",
                                    "kind",
                                    "employee",
                                    "language",
                                    i % 2 == 0 ? "en" : "de",
                                    "timeZone",
                                    "Europe/Berlin",
                                    "active",
                                    true,
                                    "grants",
                                    List.of(Map.of("role", "objective-owner", "unit", units.get(i % UNITS)))))
                    .text("id"));
    }

    private Made objective(int i) throws IOException {
        Theme theme = THEMES.get(i % THEMES.size());
        String unit = units.get(i % UNITS);
        String owner = owners.get(i % PERSONS);
        boolean measurable = i % 13 != 6;
        List<UUID> kpis = new ArrayList<>();
        List<Map<String, ?>> targets = new ArrayList<>();
        LocalDate starts = today.minusWeeks(WEEKS).with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
        boolean ended = i % 20 == 16 || i % 20 == 17;
        LocalDate ends = ended ? today.minusDays(20) : today.plusDays(60 + 7L * (i % 30));
        boolean plain = richness.kpis() <= 2;
        for (int t = 0; plain ? measurable && t <= i % 2 : t < richness.kpis(); t++) {
            UUID kpi = kpi(i, t, theme, unit, owner, starts);
            kpis.add(kpi);
            if (measurable && t <= i % 2) targets.add(target(i + t, theme, kpi, starts, ends));
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("reference", reference("OBJ-", i));
        content.put("title", theme.title() + " " + marker(i));
        content.put("purpose", "What the last risk assessment named first, " + marker(i));
        content.put("rationale", "The treatment plan asks for it, and the management review agreed.");
        content.put("unit", unit);
        if (i % 17 != 4) content.put("owner", owner);
        content.put("starts", starts.toString());
        content.put("ends", ends.toString());
        content.put("achievable", "The last year's course and the budget for the actions below.");
        content.put("evaluationMethod", "The owner compares the last measurement with the target.");
        if (measurable) content.put("targets", targets);
        else {
            content.put("notMeasurable", "What is asked for is a decision, not a number.");
            content.put("criteria", "The decision is on record and was communicated.");
        }
        UUID id = UUID.fromString(writer.post("/objectives", content).text("id"));
        if (i % 7 != 3) plan(id, theme, owner, ends);
        live(i, id, content, i % 17 != 4);
        return new Made(i, id, kpis);
    }

    private UUID kpi(int i, int t, Theme theme, String unit, String owner, LocalDate starts) throws IOException {
        Map<String, Object> kpi = new LinkedHashMap<>();
        kpi.put("reference", reference("KPI-", i) + "-" + (t + 1));
        kpi.put("name", theme.kpi() + (t == 0 ? "" : ", second source") + " " + marker(i));
        kpi.put("unit", unit);
        kpi.put("informationNeed", "Does what we do about it work?");
        kpi.put("formula", "As the measuring concept of the department defines it");
        kpi.put("valueKind", theme.kind());
        kpi.put("unitOfMeasure", theme.unit());
        kpi.put("direction", theme.direction());
        kpi.put("source", "Weekly export");
        kpi.put("collectedEvery", "week");
        kpi.put("graceDays", 7);
        kpi.put("measuredBy", owner);
        String id = writer.post("/kpis", kpi).text("id");
        if (richness.edits() > 0) kpi.put("retired", false);
        for (int edit = 1; edit <= richness.edits(); edit++) {
            kpi.put("formula", "As the measuring concept of the department defines it, edition " + edit);
            writer.put("/kpis/" + id, "\"" + edit + "\"", kpi);
        }
        writer.csv("/kpis/" + id + "/measurements?time=0&value=1&name=export.csv", rows(i + t, theme, starts));
        return UUID.fromString(id);
    }

    /** A year and a half of weeks towards the target, some too slowly, some not to the end: that gives every status. */
    private byte[] rows(int i, Theme theme, LocalDate starts) {
        SplittableRandom random = new SplittableRandom(i);
        double reached = List.of(1.05, 0.95, 0.8, 0.5, 0.2, 1.0).get(i % 6);
        int weeks = i % 11 == 5 ? WEEKS - 14 : WEEKS;
        boolean whole = theme.kind().equals("count");
        StringBuilder rows = new StringBuilder("time,value\n");
        for (int week = WEEKS - richness.weeks(); week < weeks; week++) {
            double way = reached * Math.max(0, week) / WEEKS;
            double value = theme.baseline()
                    + (theme.target() - theme.baseline()) * way
                    + (random.nextDouble() - 0.5) * 0.06 * Math.abs(theme.target() - theme.baseline());
            double bounded = theme.unit().equals("%") ? Math.min(100, Math.max(0, value)) : Math.max(0, value);
            rows.append(starts.plusWeeks(week))
                    .append(',')
                    .append(String.format(Locale.ROOT, whole ? "%.0f" : "%.2f", bounded))
                    .append('\n');
        }
        return rows.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, ?> target(int i, Theme theme, UUID kpi, LocalDate starts, LocalDate ends) {
        double way = Math.abs(theme.target() - theme.baseline());
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("kpi", kpi.toString());
        target.put("atRisk", round(way * 0.05));
        target.put("offTrack", round(way * 0.15));
        target.put("baselineValue", theme.baseline());
        target.put("baselineDate", starts.toString());
        switch (i % 3) {
            case 1 -> {
                target.put("kind", "maintain");
                target.put("targetValue", theme.target());
                target.put("due", ends.minusDays(30).toString());
                target.put("maintainUntil", ends.toString());
            }
            case 2 -> {
                target.put("kind", "within");
                target.put("low", Math.min(theme.baseline(), theme.target()));
                target.put("high", Math.max(theme.baseline(), theme.target()));
                target.put("due", ends.toString());
            }
            default -> {
                target.put("kind", "reach");
                target.put("targetValue", theme.target());
                target.put("due", ends.toString());
                target.put(
                        "milestones",
                        List.of(Map.of(
                                "date", starts.plusWeeks(WEEKS / 2).toString(),
                                "value", round((theme.baseline() + theme.target()) / 2))));
            }
        }
        return target;
    }

    private void plan(UUID id, Theme theme, String owner, LocalDate ends) throws IOException {
        List<Map<String, ?>> actions = List.of(
                action(theme.action(), owner, ends.minusDays(200), "done"),
                action("Agree on it with the departments", owner, ends.minusDays(90), "open"),
                action("Report to the management review", owner, ends.minusDays(10), "open"));
        writer.put("/plans/" + id, "\"0\"", Map.of("actions", actions));
    }

    private static Map<String, ?> action(String title, String owner, LocalDate due, String state) {
        return Map.of("title", title, "responsible", owner, "due", due.toString(), "state", state);
    }

    /** Of each twenty: twelve in force, one of them with a draft beside it, two drafts, two proposed, two closed, one withdrawn. */
    private void live(int i, UUID id, Map<String, Object> content, boolean canBeProposed) throws IOException {
        int kind = i % 20;
        if (kind == 12 || kind == 13 || !canBeProposed) return;
        String own = "/objectives/" + id;
        writer.post(own + "/proposal", Map.of());
        if (kind == 14 || kind == 15) return;
        Api.Reply proposal = approver.get(own + "/proposal");
        approver.post(
                own + "/approvals",
                Map.of("decision", "approved", "comment", "Agreed.", "content", proposal.text("content")));
        switch (kind) {
            case 16 -> end(own, "achieved", "The last measurement met the target.");
            case 17 -> end(own, "not-achieved", "The last measurement was short of the target.");
            case 18 -> end(own, "withdrawn", "The department was closed.");
            case 19 -> {
                Map<String, Object> next = new LinkedHashMap<>(content);
                next.put("purpose", "Said more exactly after the review, " + marker(i));
                next.put("reason", "The review asked for it");
                writer.put(own, writer.get(own).etag(), next);
            }
            default -> {}
        }
    }

    private void end(String own, String outcome, String conclusion) throws IOException {
        writer.json(
                "POST",
                own + "/end",
                Map.of("outcome", outcome, "conclusion", conclusion),
                writer.get(own).etag());
    }

    /** Five digits, because copies get numbers of their own. */
    static String reference(String start, int number) {
        return String.format(Locale.ROOT, "%s%05d", start, number);
    }

    /** Stands in texts, so that a copy's texts differ too. */
    static String marker(int number) {
        return reference("№ ", number);
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
