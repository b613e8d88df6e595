package sextant.objectives.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.measurement.Direction;
import sextant.measurement.Kpi;
import sextant.measurement.KpiId;
import sextant.measurement.Kpis;
import sextant.objectives.HigherObjectives;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveContent;
import sextant.objectives.ObjectiveTarget;
import sextant.objectives.Stage;
import sextant.objectives.web.ObjectiveViews.Fact;
import sextant.objectives.web.ObjectiveViews.TargetLine;
import sextant.people.Actor;
import sextant.people.PersonId;
import sextant.people.PersonName;
import sextant.people.Persons;
import sextant.people.Team;
import sextant.people.TeamId;
import sextant.people.Teams;
import sextant.people.Unit;
import sextant.people.UnitId;
import sextant.people.Units;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;

/** Words an objective for its reader: names for ids, the reader's dates and numbers. */
@Component
class ObjectiveWords {
    /**
     * Names by id, read once for a page.
     *
     * @param serves number and title of what it serves; empty for nothing
     */
    record Names(
            Map<UnitId, String> units,
            Map<PersonId, String> persons,
            Map<TeamId, String> teams,
            Map<KpiId, Kpi> kpis,
            String serves) {
        String unit(UnitId id) {
            return units.getOrDefault(id, "");
        }

        String person(PersonId id) {
            return persons.getOrDefault(id, "");
        }
    }

    private final Units units;
    private final Persons persons;
    private final Teams teams;
    private final Kpis kpis;
    private final HigherObjectives higher;

    ObjectiveWords(Units units, Persons persons, Teams teams, Kpis kpis, HigherObjectives higher) {
        this.units = units;
        this.persons = persons;
        this.teams = teams;
        this.kpis = kpis;
        this.higher = higher;
    }

    Names names(Actor actor, ObjectiveContent content) {
        return new Names(
                units.tree(actor.organization()).stream().collect(Collectors.toMap(Unit::id, Unit::name)),
                persons.names(actor.organization()).stream()
                        .collect(Collectors.toMap(PersonName::id, PersonName::name)),
                teams.all(actor.organization()).stream().collect(Collectors.toMap(Team::id, Team::name)),
                kpis
                        .among(
                                actor.organization(),
                                content.targets().stream()
                                        .map(ObjectiveTarget::kpi)
                                        .toList())
                        .stream()
                        .collect(Collectors.toMap(Kpi::id, kpi -> kpi)),
                higher.called(actor, content.serves()));
    }

    String state(Texts texts, Objective.Version version, LocalDate today) {
        String code = version.stage() == Stage.APPROVED && version.isInForce(today)
                ? "in-force"
                : version.stage().code();
        return texts.choice("objective.state", code);
    }

    String period(Actor actor, ObjectiveContent content) {
        Formats formats = actor.reader().formats();
        return actor.reader()
                .texts()
                .text(
                        "objective.period",
                        content.starts().map(formats::date).orElse("?"),
                        content.ends().map(formats::date).orElse("?"));
    }

    List<Fact> facts(Actor actor, ObjectiveContent content, Names names) {
        Texts texts = actor.reader().texts();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(texts.text("unit.one"), names.unit(content.unit())));
        if (!names.serves().isEmpty()) facts.add(new Fact(texts.text("objective.serves"), names.serves()));
        facts.add(new Fact(
                texts.text("objective.owner"),
                content.owner().map(names::person).orElse("–")));
        if (!content.teams().isEmpty())
            facts.add(new Fact(
                    texts.text("team.plural"),
                    content.teams().stream()
                            .map(team -> names.teams().getOrDefault(team, ""))
                            .sorted()
                            .collect(Collectors.joining(", "))));
        facts.add(new Fact(texts.text("objective.period.title"), period(actor, content)));
        facts.add(new Fact(texts.text("objective.achievable"), content.achievable()));
        facts.add(new Fact(texts.text("objective.evaluation-method"), content.evaluationMethod()));
        return facts;
    }

    List<TargetLine> targets(Actor actor, ObjectiveContent content, Names names) {
        return content.targets().stream()
                .map(target -> line(actor, target, names.kpis().get(target.kpi())))
                .toList();
    }

    private static TargetLine line(Actor actor, ObjectiveTarget target, @org.jspecify.annotations.Nullable Kpi kpi) {
        Formats formats = actor.reader().formats();
        Texts texts = actor.reader().texts();
        String baseline = target.baselineValue().map(formats::number).orElse("–")
                + target.baselineDate()
                        .map(date -> " (" + formats.date(date) + ")")
                        .orElse("");
        return new TargetLine(
                kpi == null ? "" : kpi.definition().name(),
                "/kpis/" + target.kpi(),
                texts.choice("target.kind", target.kind().code()),
                switch (target.kind()) {
                    case REACH, MAINTAIN -> baseline;
                    case WITHIN -> target.baselineDate().map(formats::date).orElse("–");
                },
                goal(
                        actor,
                        target,
                        kpi == null
                                ? Optional.empty()
                                : Optional.of(kpi.definition().direction())),
                target.due().map(formats::date).orElse("–")
                        + target.maintainUntil()
                                .map(until -> texts.text("target.maintained-until", formats.date(until)))
                                .orElse(""),
                kpi == null ? "" : kpi.definition().unitOfMeasure());
    }

    private static String goal(Actor actor, ObjectiveTarget target, Optional<Direction> direction) {
        Formats formats = actor.reader().formats();
        Texts texts = actor.reader().texts();
        return switch (target.kind()) {
            case REACH, MAINTAIN ->
                target.targetValue()
                        .map(value -> texts.text(
                                direction.filter(it -> it == Direction.DECREASE).isPresent()
                                        ? "target.at-most"
                                        : "target.at-least",
                                formats.number(value)))
                        .orElse("–");
            case WITHIN ->
                texts.text(
                        "target.between",
                        target.low().map(formats::number).orElse("…"),
                        target.high().map(formats::number).orElse("…"));
        };
    }
}
