package sextant.documentcontrol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sextant.documentcontrol.Block.Cell;
import sextant.documentcontrol.Block.Column;
import sextant.documentcontrol.Block.Fact;
import sextant.documentcontrol.DocumentFacts.Line;
import sextant.documents.GoalWords;
import sextant.measurement.Kpi;
import sextant.objectives.ObjectiveContent;
import sextant.objectives.ObjectiveTarget;
import sextant.objectives.Point;
import sextant.people.Unit;
import sextant.plans.Action;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;

/** The parts that say what the objectives are and how they will be achieved (6.2, first part, and h to l). */
final class ObjectiveParts {
    private static final String INDENT = "\u2003";

    private final DocumentFacts facts;
    private final Texts texts;
    private final Formats formats;
    private final GoalWords goals;

    ObjectiveParts(DocumentFacts facts) {
        this.facts = facts;
        this.texts = facts.reader().reader().texts();
        this.formats = facts.reader().reader().formats();
        this.goals = new GoalWords(formats);
    }

    List<Block> functionsAndLevels() {
        int top = facts.units().isEmpty() ? 0 : facts.units().getFirst().depth();
        return List.of(new Block.Table(
                List.of(
                        column("edition.function-or-level"),
                        column("unit.kind.title"),
                        column("unit.relevant.title"),
                        column("edition.objectives")),
                facts.units().stream().map(unit -> unit(unit, top)).toList()));
    }

    private List<Cell> unit(Unit unit, int top) {
        List<String> own = facts.lines().stream()
                .filter(line -> line.content().unit().equals(unit.id()))
                .map(line -> line.objective().reference())
                .toList();
        return List.of(
                Cell.of(INDENT.repeat(unit.depth() - top) + unit.name()),
                Cell.of(texts.choice("unit.kind", unit.kind().code())),
                Cell.of(texts.text(unit.relevant() ? "yes" : "no")),
                Cell.of(own.isEmpty() ? "–" : String.join(", ", own)));
    }

    List<Block> objectives() {
        if (facts.lines().isEmpty()) return none();
        return List.of(new Block.Table(
                List.of(
                        column("edition.number", Column.Kind.SHORT),
                        column("objective.one"),
                        column("unit.one"),
                        column("objective.owner"),
                        column("edition.period"),
                        column("target.plural")),
                facts.lines().stream()
                        .map(line ->
                                List.of(
                                        Cell.of(line.objective().reference()),
                                        Cell.of(line.content().title()),
                                        Cell.of(unitName(line.content())),
                                        Cell.of(owner(line.content())),
                                        Cell.of(period(line.content())),
                                        Cell.of(line.content().targets().stream()
                                                .flatMap(target -> facts
                                                        .kpi(target)
                                                        .map(kpi -> kpi.name() + ": " + goals.goal(target, kpi))
                                                        .stream())
                                                .collect(Collectors.joining("\n")))))
                        .toList()));
    }

    List<Block> inFull() {
        if (facts.lines().isEmpty()) return none();
        List<Block> blocks = new ArrayList<>();
        for (Line line : facts.lines()) {
            blocks.add(new Block.Heading(line.name()));
            blocks.add(new Block.Facts(
                    facts(line).stream().filter(fact -> !fact.value().isEmpty()).toList()));
        }
        return blocks;
    }

    private List<Fact> facts(Line line) {
        ObjectiveContent it = line.content();
        List<Fact> all = new ArrayList<>(List.of(
                fact("edition.version", version(line)),
                fact("unit.one", unitName(it)),
                fact("objective.owner", owner(it)),
                fact("team.plural", teams(it)),
                fact("edition.period", period(it)),
                fact("objective.purpose", it.purpose()),
                fact("objective.rationale", it.rationale())));
        for (ObjectiveTarget target : it.targets())
            facts.kpi(target).ifPresent(kpi -> {
                all.add(fact("target.one", target(target, kpi)));
                all.add(fact("edition.kpi", kpi.reference() + " " + kpi.name() + ": " + kpi.formula()));
            });
        Stream.of(
                        fact("objective.not-measurable", it.notMeasurable()),
                        fact("objective.criteria", it.criteria()),
                        fact("objective.achievable", it.achievable()),
                        fact("objective.evaluation-method", it.evaluationMethod()))
                .forEach(all::add);
        return all;
    }

    private String version(Line line) {
        return line.version()
                .approvedAt()
                .map(at -> texts.text("edition.version.approved", line.version().number(), formats.day(at)))
                .orElse(String.valueOf(line.version().number()));
    }

    private String target(ObjectiveTarget target, Kpi.Definition kpi) {
        String due = target.due().map(formats::date).orElse("–");
        String from = target.baselineValue()
                .flatMap(value -> target.baselineDate()
                        .map(day -> texts.text("edition.baseline", goals.value(kpi, value), formats.date(day))))
                .orElse("");
        String milestones = target.milestones().isEmpty()
                ? ""
                : texts.text(
                        "edition.milestones",
                        target.milestones().stream()
                                .map(point -> milestone(kpi, point))
                                .collect(Collectors.joining(", ")));
        return Stream.of(
                        texts.text("edition.target", kpi.name(), goals.goal(target, kpi), due),
                        target.maintainUntil()
                                .map(until -> texts.text("edition.maintained", formats.date(until)))
                                .orElse(""),
                        from,
                        milestones)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private String milestone(Kpi.Definition kpi, Point point) {
        return texts.text("edition.milestone", goals.value(kpi, point.value()), formats.date(point.date()));
    }

    List<Block> plans() {
        if (facts.lines().isEmpty()) return none();
        List<Block> blocks = new ArrayList<>();
        for (Line line : facts.lines()) {
            blocks.add(new Block.Heading(line.name()));
            List<Action> standing = line.plan().standing();
            blocks.add(
                    standing.isEmpty()
                            ? new Block.Note(texts.text("edition.no-plan"))
                            : new Block.Table(
                                    List.of(
                                            column("action.one"),
                                            column("action.responsible"),
                                            column("action.due", Column.Kind.SHORT),
                                            column("action.state.title", Column.Kind.SHORT)),
                                    standing.stream().map(this::action).toList()));
        }
        return blocks;
    }

    private List<Cell> action(Action action) {
        return List.of(
                Cell.of(action.title()),
                Cell.of(responsible(action)),
                Cell.of(action.due().map(formats::date).orElse("–")),
                Cell.of(texts.choice("action.state", action.state().code())));
    }

    /** Who answers for it, with the team that works on it. */
    String responsible(Action action) {
        String who = Stream.concat(
                        action.responsible().map(PersonNames::standIn).stream(),
                        action.team().map(team -> facts.teams().getOrDefault(team, "")).stream())
                .collect(Collectors.joining(", "));
        return who.isEmpty() ? "–" : who;
    }

    private String unitName(ObjectiveContent it) {
        return facts.unitNames().getOrDefault(it.unit(), "");
    }

    private static String owner(ObjectiveContent it) {
        return it.owner().map(PersonNames::standIn).orElse("–");
    }

    private String teams(ObjectiveContent it) {
        return it.teams().stream()
                .map(team -> facts.teams().getOrDefault(team, ""))
                .collect(Collectors.joining(", "));
    }

    private String period(ObjectiveContent it) {
        Optional<String> from = it.starts().map(formats::date);
        Optional<String> to = it.ends().map(formats::date);
        return from.orElse("…") + " – " + to.orElse("…");
    }

    private List<Block> none() {
        return List.of(new Block.Note(texts.text("edition.no-objectives")));
    }

    private Fact fact(String label, String value) {
        return new Fact(texts.text(label), value);
    }

    private Column column(String label) {
        return column(label, Column.Kind.TEXT);
    }

    private Column column(String label, Column.Kind kind) {
        return new Column(texts.text(label), kind);
    }
}
