package sextant.objectives.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import sextant.measurement.DefineKpi;
import sextant.measurement.Direction;
import sextant.measurement.Kpi;
import sextant.measurement.KpiId;
import sextant.measurement.Kpis;
import sextant.objectives.ObjectiveContent;
import sextant.objectives.ObjectiveId;
import sextant.objectives.ObjectiveStarted;
import sextant.objectives.ObjectiveTarget;
import sextant.objectives.Point;
import sextant.objectives.TargetKind;
import sextant.objectives.WriteObjective;
import sextant.people.Actor;
import sextant.people.PersonId;
import sextant.people.TeamId;
import sextant.people.Teams;
import sextant.people.UnitId;
import sextant.platform.Ids;
import sextant.platform.database.Transactions;

/** Makes the draft that a template describes, with the KPIs and teams that are new, all or nothing. */
@Component
public class StartFromTemplate {
    /** A KPI of the template: one that is there, or a new one. */
    public sealed interface ChosenKpi {
        record Existing(KpiId id) implements ChosenKpi {}

        record New(Kpi.Definition definition) implements ChosenKpi {}
    }

    /** Which team takes the place of one that the template names. */
    public sealed interface ChosenTeam {
        record Existing(TeamId id) implements ChosenTeam {}

        record New(String name) implements ChosenTeam {}

        record None() implements ChosenTeam {}
    }

    /** @param baselineDate the day from which the target counts; the value may still be unknown */
    public record WantedKpi(ChosenKpi kpi, Optional<BigDecimal> baseline, LocalDate baselineDate) {}

    /** @param kpis and teams: one for each that the template names, in its order */
    public record Wanted(
            String reference,
            String title,
            String purpose,
            String rationale,
            String evaluationMethod,
            String action,
            UnitId unit,
            Optional<PersonId> owner,
            LocalDate starts,
            LocalDate due,
            Optional<LocalDate> maintainUntil,
            List<WantedKpi> kpis,
            List<ChosenTeam> teams) {}

    public sealed interface Result {
        record Started(ObjectiveId objective) implements Result {}

        record ReferenceTaken() implements Result {}

        record NoSuchOwner() implements Result {}

        /** @param index of the KPI whose reference number another one has */
        record KpiReferenceTaken(int index) implements Result {}

        /** @param index of the KPI that is not there, is retired, or runs the other way than the template's */
        record KpiDoesNotFit(int index) implements Result {}

        record NoSuchTeam(int index) implements Result {}
    }

    private final WriteObjective write;
    private final DefineKpi define;
    private final Kpis kpis;
    private final Teams teams;
    private final Transactions transactions;
    private final ApplicationEventPublisher events;
    private final Ids ids;

    StartFromTemplate(
            WriteObjective write,
            DefineKpi define,
            Kpis kpis,
            Teams teams,
            Transactions transactions,
            ApplicationEventPublisher events,
            Ids ids) {
        this.write = write;
        this.define = define;
        this.kpis = kpis;
        this.teams = teams;
        this.transactions = transactions;
        this.events = events;
        this.ids = ids;
    }

    public Result start(Actor actor, ObjectiveTemplate template, Wanted wanted) {
        return transactions.writeUnless(
                actor.organization(),
                result -> !(result instanceof Result.Started),
                () -> begin(actor, template, wanted));
    }

    private Result begin(Actor actor, ObjectiveTemplate template, Wanted wanted) {
        List<ObjectiveTarget> targets = new ArrayList<>();
        for (int i = 0; i < template.kpis().size(); i++) {
            TemplateKpi about = template.kpis().get(i);
            WantedKpi one = wanted.kpis().get(i);
            KpiId id;
            switch (one.kpi()) {
                case ChosenKpi.Existing existing -> {
                    if (!fits(actor, existing.id(), about.direction())) return new Result.KpiDoesNotFit(i);
                    id = existing.id();
                }
                case ChosenKpi.New(Kpi.Definition definition) -> {
                    switch (define.add(actor, definition)) {
                        case DefineKpi.Result.Saved saved -> id = saved.kpi();
                        case DefineKpi.Result.ReferenceTaken taken -> {
                            return new Result.KpiReferenceTaken(i);
                        }
                        case DefineKpi.Result.NoSuchPerson stranger -> {
                            return new Result.NoSuchOwner();
                        }
                    }
                }
            }
            targets.add(target(about, id, one, wanted));
        }
        List<TeamId> responsible = new ArrayList<>();
        for (int i = 0; i < wanted.teams().size(); i++)
            switch (wanted.teams().get(i)) {
                case ChosenTeam.Existing(TeamId id) -> {
                    if (teams.all(actor.organization()).stream()
                            .noneMatch(team -> team.id().equals(id))) return new Result.NoSuchTeam(i);
                    responsible.add(id);
                }
                case ChosenTeam.New(String name) -> responsible.add(teams.add(actor, name, "", List.of()));
                case ChosenTeam.None none -> {}
            }
        return written(actor, wanted, targets, responsible.stream().distinct().toList());
    }

    private Result written(Actor actor, Wanted wanted, List<ObjectiveTarget> targets, List<TeamId> responsible) {
        ObjectiveContent content = new ObjectiveContent(
                wanted.title(),
                wanted.purpose(),
                wanted.rationale(),
                wanted.unit(),
                Optional.empty(),
                wanted.owner(),
                responsible,
                Optional.of(wanted.starts()),
                Optional.of(wanted.maintainUntil().orElse(wanted.due())),
                "",
                "",
                "",
                wanted.evaluationMethod(),
                targets);
        return switch (write.create(actor, wanted.reference(), content)) {
            case WriteObjective.Result.Saved saved -> {
                events.publishEvent(new ObjectiveStarted(
                        actor,
                        saved.objective(),
                        wanted.unit(),
                        List.of(new ObjectiveStarted.FirstAction(
                                wanted.action(),
                                wanted.owner(),
                                responsible.stream().findFirst(),
                                Optional.of(wanted.due())))));
                yield new Result.Started(saved.objective());
            }
            case WriteObjective.Result.ReferenceTaken taken -> new Result.ReferenceTaken();
            case WriteObjective.Result.NoSuchOwner stranger -> new Result.NoSuchOwner();
            case WriteObjective.Result.NoSuchKpi gone -> new Result.KpiDoesNotFit(0);
            case WriteObjective.Result.NoSuchTeam gone -> new Result.NoSuchTeam(0);
            case WriteObjective.Result.NoSuchObjective none -> throw new IllegalStateException("it serves none");
            case WriteObjective.Result.NotAbove none -> throw new IllegalStateException("it serves none");
            case WriteObjective.Result.Ended ended -> throw new IllegalStateException("a new objective has not ended");
        };
    }

    private boolean fits(Actor actor, KpiId id, Direction direction) {
        return kpis.among(actor.organization(), List.of(id)).stream()
                .anyMatch(kpi -> !kpi.retired() && kpi.definition().direction() == direction);
    }

    private ObjectiveTarget target(TemplateKpi about, KpiId kpi, WantedKpi wanted, Wanted all) {
        return switch (about.aim()) {
            case Aim.Reach(BigDecimal value) ->
                target(kpi, TargetKind.REACH, wanted, Optional.of(value), all, value.movePointLeft(1), List.of());
            case Aim.ReduceBy reduction -> {
                Optional<BigDecimal> goal = wanted.baseline().map(reduction::of);
                // On a path that falls by a fifth, one tenth of the baseline is half of the way.
                BigDecimal band = wanted.baseline()
                        .map(baseline -> baseline.movePointLeft(1).setScale(2, RoundingMode.HALF_UP))
                        .orElse(BigDecimal.ZERO);
                yield target(kpi, TargetKind.REACH, wanted, goal, all, band, List.of());
            }
            case Aim.ReachAndMaintain(BigDecimal value, var held) -> {
                // Half a certificate is no progress: nothing is expected until the day before it is due.
                LocalDate eve = all.due().minusDays(1);
                List<Point> still = eve.isAfter(wanted.baselineDate())
                        ? List.of(new Point(eve, wanted.baseline().orElse(BigDecimal.ZERO)))
                        : List.of();
                yield target(kpi, TargetKind.MAINTAIN, wanted, Optional.of(value), all, BigDecimal.ZERO, still);
            }
        };
    }

    /** @param band beyond which a value is off track, on the worse side of the path; at risk beyond half of it */
    private ObjectiveTarget target(
            KpiId kpi,
            TargetKind kind,
            WantedKpi wanted,
            Optional<BigDecimal> goal,
            Wanted all,
            BigDecimal band,
            List<Point> milestones) {
        return new ObjectiveTarget(
                ids.next(),
                kpi,
                kind,
                wanted.baseline(),
                Optional.of(wanted.baselineDate()),
                goal,
                Optional.empty(),
                Optional.empty(),
                Optional.of(all.due()),
                kind == TargetKind.MAINTAIN ? all.maintainUntil() : Optional.empty(),
                band.divide(BigDecimal.TWO, 4, RoundingMode.HALF_UP),
                band,
                milestones);
    }
}
