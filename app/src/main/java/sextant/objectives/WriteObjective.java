package sextant.objectives;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import sextant.measurement.Kpi;
import sextant.measurement.KpiId;
import sextant.measurement.Kpis;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.PersonId;
import sextant.people.Persons;
import sextant.people.Team;
import sextant.people.Teams;
import sextant.people.UnitId;
import sextant.people.Units;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;

/** Creates an objective, edits its draft, starts a new draft beside the version in force, and proposes. */
@Component
public class WriteObjective {
    public sealed interface Result {
        /** @param number the version that was written */
        record Saved(ObjectiveId objective, int number, int revision) implements Result {}

        record ReferenceTaken() implements Result {}

        /** The owner is no active person here. */
        record NoSuchOwner() implements Result {}

        /** A team that shares the responsibility is none of this organization. */
        record NoSuchTeam() implements Result {}

        /** A target names a KPI that is not there. */
        record NoSuchKpi() implements Result {}

        /** What it is to serve is not there, or not for this person to see. */
        record NoSuchObjective() implements Result {}

        /** What it is to serve belongs to no unit above its own. */
        record NotAbove() implements Result {}

        /** Closed and withdrawn objectives stay as they are. */
        record Ended() implements Result {}
    }

    public sealed interface Proposal {
        record Proposed() implements Proposal {}

        record NotADraft() implements Proposal {}

        /** What SMART asks for is missing. */
        record NotSmart(List<Smart.Finding> findings) implements Proposal {}
    }

    private final Objectives objectives;
    private final ObjectiveWriter writer;
    private final HigherObjectives higher;
    private final ObjectiveNews news;
    private final Kpis kpis;
    private final Units units;
    private final Persons persons;
    private final Teams teams;
    private final Transactions transactions;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    WriteObjective(
            Objectives objectives,
            ObjectiveWriter writer,
            HigherObjectives higher,
            ObjectiveNews news,
            Kpis kpis,
            Units units,
            Persons persons,
            Teams teams,
            Transactions transactions,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.objectives = objectives;
        this.writer = writer;
        this.higher = higher;
        this.news = news;
        this.kpis = kpis;
        this.units = units;
        this.persons = persons;
        this.teams = teams;
        this.transactions = transactions;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    public Result create(Actor actor, String reference, ObjectiveContent content) {
        actor.require(Permission.OBJECTIVES_WRITE, content.unit());
        return transactions.write(actor.organization(), () -> {
            ObjectiveId id = new ObjectiveId(ids.next());
            if (objectives.referenceIsTaken(actor.organization(), reference, id)) return new Result.ReferenceTaken();
            Optional<Result> refusal = refusal(actor, content, Optional.empty());
            if (refusal.isPresent()) return refusal.get();
            writer.add(actor, id, ids.next(), reference, content, clock.instant());
            events.publishEvent(new ObjectiveChanged(actor.organization(), id));
            return new Result.Saved(id, 1, 1);
        });
    }

    /**
     * Writes the draft; beside a version in force that makes a new one.
     *
     * @param number and revision: what the writer had read
     * @throws sextant.platform.Stale when somebody else wrote meanwhile
     */
    public Result edit(Actor actor, ObjectiveId id, int number, int revision, ObjectiveContent content, String reason) {
        return transactions.write(actor.organization(), () -> {
            objectives.lock(actor.organization(), id);
            Objective objective = objectives.get(actor.organization(), id);
            actor.require(
                    Permission.OBJECTIVES_WRITE, objective.latest().content().unit());
            actor.require(Permission.OBJECTIVES_WRITE, content.unit());
            if (objective.latest().stage().isEnded()) return new Result.Ended();
            if (objective.latest().number() != number || objective.latest().revision() != revision)
                throw new sextant.platform.Stale(Objectives.VERSION_KIND);
            Optional<Result> refusal =
                    refusal(actor, content, objective.latest().content().serves());
            if (refusal.isPresent()) return refusal.get();
            Instant now = clock.instant();
            if (objective.latest().stage().isOpen()) {
                if (objective.latest().stage() == Stage.PROPOSED)
                    writer.setStage(actor, objective, objective.latest(), Stage.DRAFT, reason, now);
                writer.rewrite(actor, id, objective.latest(), revision, content, reason, now);
                events.publishEvent(new ObjectiveChanged(actor.organization(), id));
                return new Result.Saved(id, number, revision + 1);
            }
            writer.addVersion(actor, id, number + 1, ids.next(), content, reason, now);
            writer.setLatest(actor, objective, number + 1, now);
            events.publishEvent(new ObjectiveChanged(actor.organization(), id));
            return new Result.Saved(id, number + 1, 1);
        });
    }

    public Proposal propose(Actor actor, ObjectiveId id) {
        return transactions.write(actor.organization(), () -> {
            objectives.lock(actor.organization(), id);
            Objective objective = objectives.get(actor.organization(), id);
            Objective.Version draft = objective.latest();
            actor.require(Permission.OBJECTIVES_WRITE, draft.content().unit());
            if (draft.stage() != Stage.DRAFT) return new Proposal.NotADraft();
            List<Smart.Finding> findings = Smart.check(draft.content(), kpisOf(actor, draft.content()));
            if (!findings.stream().allMatch(Smart.Finding::holds)) return new Proposal.NotSmart(findings);
            writer.setStage(actor, objective, draft, Stage.PROPOSED, "", clock.instant());
            news.proposed(actor, objective, draft);
            events.publishEvent(new ObjectiveChanged(actor.organization(), id));
            return new Proposal.Proposed();
        });
    }

    private Map<KpiId, Kpi> kpisOf(Actor actor, ObjectiveContent content) {
        return kpis
                .among(
                        actor.organization(),
                        content.targets().stream().map(ObjectiveTarget::kpi).toList())
                .stream()
                .collect(Collectors.toMap(Kpi::id, kpi -> kpi));
    }

    /** @param served what it serves already, be it for this person to see or not */
    private Optional<Result> refusal(Actor actor, ObjectiveContent content, Optional<ObjectiveId> served) {
        Set<UnitId> known = new HashSet<>();
        units.tree(actor.organization()).forEach(unit -> known.add(unit.id()));
        if (!known.contains(content.unit())) throw new NotFound("unit");
        Set<UUID> owners = content.owner().map(PersonId::value).map(Set::of).orElse(Set.of());
        if (!persons.activeAmong(actor.organization(), owners).containsAll(owners))
            return Optional.of(new Result.NoSuchOwner());
        if (content.serves().isPresent()) {
            ObjectiveId serves = content.serves().get();
            if (!content.serves().equals(served) && !higher.isSeen(actor, serves))
                return Optional.of(new Result.NoSuchObjective());
            if (!higher.isAbove(actor.organization(), serves, content.unit()))
                return Optional.of(new Result.NotAbove());
        }
        boolean teamsKnown = content.teams().isEmpty()
                || teams.all(actor.organization()).stream()
                        .map(Team::id)
                        .collect(Collectors.toSet())
                        .containsAll(content.teams());
        if (!teamsKnown) return Optional.of(new Result.NoSuchTeam());
        Set<KpiId> used = content.targets().stream().map(ObjectiveTarget::kpi).collect(Collectors.toSet());
        if (!kpisOf(actor, content).keySet().containsAll(used)) return Optional.of(new Result.NoSuchKpi());
        return Optional.empty();
    }
}
