package sextant.documentcontrol;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sextant.conformance.Conformance;
import sextant.documentcontrol.Block.Cell;
import sextant.documentcontrol.Block.Column;
import sextant.documentcontrol.Block.Course;
import sextant.documentcontrol.Block.Share;
import sextant.documentcontrol.DocumentFacts.Line;
import sextant.documents.GoalWords;
import sextant.evaluation.VerdictWords;
import sextant.evaluation.rule.Status;
import sextant.measurement.Direction;
import sextant.measurement.Kpi;
import sextant.measurement.Measured;
import sextant.objectives.ObjectiveTarget;
import sextant.objectives.Requirement;
import sextant.objectives.TargetKind;
import sextant.plans.Action;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;

/** The parts that say how the objectives stand: status, trend, deviations, actions, conformance. */
final class StatusParts {
    private static final Set<Status> OFF_COURSE =
            Set.of(Status.MISSED, Status.OFF_TRACK, Status.NO_DATA, Status.AT_RISK);

    private final DocumentFacts facts;
    private final ObjectiveParts objectives;
    private final Texts texts;
    private final Formats formats;
    private final GoalWords goals;

    StatusParts(DocumentFacts facts, ObjectiveParts objectives) {
        this.facts = facts;
        this.objectives = objectives;
        this.texts = facts.reader().reader().texts();
        this.formats = facts.reader().reader().formats();
        this.goals = new GoalWords(formats);
    }

    List<Block> status() {
        Map<Status, Integer> now = new EnumMap<>(Status.class);
        facts.lines().forEach(line -> line.status().ifPresent(status -> now.merge(status, 1, Integer::sum)));
        if (now.isEmpty()) return List.of(new Block.Note(texts.text("edition.no-status")));
        Map<Status, Integer> before = new EnumMap<>(Status.class);
        facts.before()
                .ifPresent(
                        it -> it.statuses().values().forEach(code -> before.merge(Status.of(code), 1, Integer::sum)));
        List<Share> shares = Arrays.stream(Status.values())
                .filter(now::containsKey)
                .map(status -> new Share(status.code(), now.getOrDefault(status, 0)))
                .toList();
        List<Column> columns = new ArrayList<>(List.of(
                column("standing.title", Column.Kind.SHORT),
                new Column(texts.text("edition.now", formats.day(facts.moment())), Column.Kind.NUMBER)));
        facts.before()
                .ifPresent(it -> columns.add(
                        new Column(texts.text("edition.before", formats.day(it.moment())), Column.Kind.NUMBER)));
        List<List<Cell>> rows = new ArrayList<>();
        for (Status status : Status.values()) {
            int here = now.getOrDefault(status, 0);
            int there = before.getOrDefault(status, 0);
            if (here + there == 0) continue;
            List<Cell> row = new ArrayList<>(List.of(marked(status), Cell.of(formats.number(here))));
            if (facts.before().isPresent()) row.add(Cell.of(formats.number(there)));
            rows.add(row);
        }
        return List.of(
                new Block.Shares(texts.text("edition.shares", facts.lines().size()), shares),
                new Block.Table(columns, rows));
    }

    List<Block> trend() {
        List<Line> measured =
                facts.lines().stream().filter(line -> line.status().isPresent()).toList();
        if (measured.isEmpty()) return List.of(new Block.Note(texts.text("edition.no-status")));
        return List.of(new Block.Table(
                List.of(
                        column("edition.number", Column.Kind.SHORT),
                        column("objective.one"),
                        column("standing.title", Column.Kind.SHORT),
                        new Column(texts.text("edition.value"), Column.Kind.NUMBER),
                        new Column(texts.text("target.one"), Column.Kind.NUMBER),
                        column("edition.trend")),
                measured.stream().map(this::trend).toList()));
    }

    private List<Cell> trend(Line line) {
        Optional<ObjectiveTarget> target = line.worst();
        Optional<Kpi.Definition> kpi = target.flatMap(facts::kpi);
        List<Measured> rows = target.map(it -> effective(facts.history(it))).orElse(List.of());
        return List.of(
                Cell.of(line.objective().reference()),
                Cell.of(line.content().title()),
                line.status().map(this::marked).orElse(Cell.of("–")),
                Cell.of(
                        rows.isEmpty() || kpi.isEmpty()
                                ? "–"
                                : goals.value(kpi.get(), rows.getLast().value())),
                Cell.of(kpi.map(it -> goals.goal(target.orElseThrow(), it)).orElse("–")),
                kpi.isEmpty() || rows.isEmpty() ? Cell.of("–") : heading(line, target.orElseThrow(), kpi.get(), rows));
    }

    /** Where it is heading: the newest value beside the one that counted at the edition before, and the whole course. */
    private Cell heading(Line line, ObjectiveTarget target, Kpi.Definition kpi, List<Measured> rows) {
        String status = line.explanation(target).map(why -> why.status().code()).orElse("no-data");
        Course course = new Course(
                rows.stream().map(Measured::value).toList(),
                target.kind() == TargetKind.WITHIN ? Optional.empty() : target.targetValue(),
                status);
        return new Cell(words(target, kpi, rows), "", Optional.of(course));
    }

    private String words(ObjectiveTarget target, Kpi.Definition kpi, List<Measured> rows) {
        if (facts.before().isEmpty()) return texts.text("edition.trend.first");
        Instant then = facts.before().get().moment();
        List<Measured> known = effective(facts.history(target).stream()
                .filter(row -> !row.at().isAfter(then) && !row.recordedAt().isAfter(then))
                .toList());
        if (known.isEmpty()) return texts.text("edition.trend.new");
        BigDecimal before = known.getLast().value();
        int better = distance(target, kpi, before)
                .compareTo(distance(target, kpi, rows.getLast().value()));
        String was = goals.value(kpi, before);
        if (better == 0) return texts.text("edition.trend.same", was);
        return better > 0 ? texts.text("edition.trend.better", was) : texts.text("edition.trend.worse", was);
    }

    /** Less is better: how far outside of the range, or how far on the wrong side of nought. */
    private static BigDecimal distance(ObjectiveTarget target, Kpi.Definition kpi, BigDecimal value) {
        if (target.kind() == TargetKind.WITHIN) {
            BigDecimal below = target.low().map(low -> low.subtract(value)).orElse(BigDecimal.ZERO);
            BigDecimal above = target.high().map(value::subtract).orElse(BigDecimal.ZERO);
            return below.max(above).max(BigDecimal.ZERO);
        }
        return kpi.direction() == Direction.DECREASE ? value : value.negate();
    }

    List<Block> deviations() {
        List<Line> off = facts.lines().stream()
                .filter(line -> line.status().filter(OFF_COURSE::contains).isPresent())
                .sorted(Comparator.comparing((Line line) -> line.status().orElseThrow()))
                .toList();
        if (off.isEmpty()) return List.of(new Block.Note(texts.text("edition.no-deviation")));
        return List.of(new Block.Table(
                List.of(
                        column("objective.one"),
                        column("standing.title", Column.Kind.SHORT),
                        column("edition.why"),
                        column("edition.reaction")),
                off.stream()
                        .map(line -> List.of(
                                Cell.of(line.name()),
                                line.status().map(this::marked).orElse(Cell.of("–")),
                                Cell.of(why(line)),
                                Cell.of(reaction(line))))
                        .toList()));
    }

    /** The sentence of each target that is off its course. */
    private String why(Line line) {
        return line.content().targets().stream()
                .flatMap(target -> line
                        .explanation(target)
                        .filter(it -> OFF_COURSE.contains(it.status()))
                        .flatMap(it -> facts.kpi(target)
                                .map(kpi -> new VerdictWords(facts.reader().reader(), kpi.name(), kpi.unitOfMeasure())
                                        .sentence(it)))
                        .stream())
                .collect(Collectors.joining("\n"));
    }

    private String reaction(Line line) {
        List<Action> open = line.plan().open();
        if (open.isEmpty()) return texts.text("edition.no-reaction");
        return open.stream()
                .map(action -> texts.text(
                        "edition.reaction.action",
                        action.title(),
                        objectives.responsible(action),
                        action.due().map(formats::date).orElse("–")))
                .collect(Collectors.joining("\n"));
    }

    List<Block> actions() {
        record Open(Line line, Action action) {}
        List<Open> open = facts.lines().stream()
                .flatMap(line -> line.plan().open().stream().map(action -> new Open(line, action)))
                .sorted(Comparator.comparing(
                        (Open one) -> one.action().due(),
                        Comparator.comparing(due -> due.orElse(java.time.LocalDate.MAX))))
                .toList();
        int standing = facts.lines().stream()
                .mapToInt(line -> line.plan().standing().size())
                .sum();
        int late = (int)
                open.stream().filter(one -> one.action().isLate(facts.today())).count();
        Block.Note summary =
                new Block.Note(texts.text("edition.actions", standing, standing - open.size(), open.size(), late));
        if (open.isEmpty()) return List.of(summary);
        return List.of(
                summary,
                new Block.Table(
                        List.of(
                                column("edition.number", Column.Kind.SHORT),
                                column("action.one"),
                                column("action.responsible"),
                                column("action.due", Column.Kind.SHORT)),
                        open.stream()
                                .map(one -> List.of(
                                        Cell.of(one.line().objective().reference()),
                                        Cell.of(one.action().title()),
                                        Cell.of(objectives.responsible(one.action())),
                                        Cell.of(due(one.action()))))
                                .toList()));
    }

    private String due(Action action) {
        if (action.due().isEmpty()) return "–";
        String date = formats.date(action.due().get());
        return action.isLate(facts.today())
                ? texts.text(
                        "edition.late",
                        date,
                        ChronoUnit.DAYS.between(action.due().get(), facts.today()))
                : date;
    }

    List<Block> conformance() {
        if (facts.conformance().isEmpty()) return List.of(new Block.Note(texts.text("edition.no-objectives")));
        List<List<Cell>> rows = new ArrayList<>();
        for (Requirement requirement : Requirement.values()) {
            Map<Conformance.State, Long> states = facts.conformance().values().stream()
                    .flatMap(List::stream)
                    .filter(verdict -> verdict.requirement() == requirement)
                    .collect(Collectors.groupingBy(
                            Conformance.Verdict::state,
                            () -> new EnumMap<>(Conformance.State.class),
                            Collectors.counting()));
            rows.add(List.of(
                    Cell.of(requirement.code()),
                    Cell.of(texts.choice("requirement", requirement.code())),
                    Cell.of(count(states, Conformance.State.CONFORMS)),
                    Cell.of(count(states, Conformance.State.GAP)),
                    Cell.of(count(states, Conformance.State.ACCEPTED)),
                    Cell.of(count(states, Conformance.State.NOT_DUE))));
        }
        return List.of(new Block.Table(
                List.of(
                        column("document.letter", Column.Kind.SHORT),
                        column("document.requirement"),
                        new Column(texts.text("conformance.state.conforms"), Column.Kind.NUMBER),
                        new Column(texts.text("conformance.state.gap"), Column.Kind.NUMBER),
                        new Column(texts.text("conformance.state.accepted"), Column.Kind.NUMBER),
                        new Column(texts.text("conformance.state.not-due"), Column.Kind.NUMBER)),
                rows));
    }

    private String count(Map<Conformance.State, Long> states, Conformance.State state) {
        return formats.number(states.getOrDefault(state, 0L));
    }

    private static List<Measured> effective(List<Measured> history) {
        TreeMap<Instant, Measured> newest = new TreeMap<>();
        history.forEach(row -> newest.put(row.at(), row));
        return List.copyOf(newest.values());
    }

    private Cell marked(Status status) {
        return Cell.marked(status.code(), texts.choice("status", status.code()));
    }

    private Column column(String label) {
        return column(label, Column.Kind.TEXT);
    }

    private Column column(String label, Column.Kind kind) {
        return new Column(texts.text(label), kind);
    }
}
