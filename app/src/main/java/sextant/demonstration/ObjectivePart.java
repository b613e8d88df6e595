package sextant.demonstration;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.stereotype.Component;
import sextant.conformance.AcceptGap;
import sextant.objectives.ApprovalResult;
import sextant.objectives.DecideOnObjective;
import sextant.objectives.EditWording;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveContent;
import sextant.objectives.ObjectiveId;
import sextant.objectives.ObjectiveTarget;
import sextant.objectives.Objectives;
import sextant.objectives.Point;
import sextant.objectives.Requirement;
import sextant.objectives.Stage;
import sextant.objectives.TargetKind;
import sextant.objectives.WriteObjective;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.UnitId;
import sextant.plans.Action;
import sextant.plans.ActionState;
import sextant.plans.ChangePlan;
import sextant.plans.Plan;
import sextant.plans.Plans;
import sextant.platform.Ids;
import sextant.platform.database.Transactions;

/** Objectives with all that was done with them, and their plans. */
@Component
@ConditionalOnBean(StoryClock.class)
class ObjectivePart {
    /** Between two things that happen to one objective on one day. */
    private static final int SECONDS_APART = 11 * 60;

    private static final Map<String, Stage> OUTCOMES =
            Map.of("achieved", Stage.ACHIEVED, "not-achieved", Stage.NOT_ACHIEVED, "withdrawn", Stage.WITHDRAWN);

    private final Objectives objectives;
    private final WriteObjective write;
    private final DecideOnObjective decide;
    private final EditWording wording;
    private final Plans plans;
    private final ChangePlan changePlan;
    private final AcceptGap gaps;
    private final Transactions transactions;
    private final Ids ids;

    ObjectivePart(
            Objectives objectives,
            WriteObjective write,
            DecideOnObjective decide,
            EditWording wording,
            Plans plans,
            ChangePlan changePlan,
            AcceptGap gaps,
            Transactions transactions,
            Ids ids) {
        this.objectives = objectives;
        this.write = write;
        this.decide = decide;
        this.wording = wording;
        this.plans = plans;
        this.changePlan = changePlan;
        this.gaps = gaps;
        this.transactions = transactions;
        this.ids = ids;
    }

    void write(Script script, Cast cast, Story.ObjectiveOfStory objective) {
        String reference = objective.reference();
        Instant at = script.at(script.day(objective.on()), reference);
        script.add(at, reference + " is written", () -> {
            WriteObjective.Result result = write.create(
                    cast.actor(objective.by()), reference, content(script, cast, objective.content(), nothing(cast)));
            cast.objective(
                    reference,
                    Went.well(result, WriteObjective.Result.Saved.class).objective());
        });
        for (Story.Step step : objective.steps()) {
            Instant wished = script.at(script.day(step.on()), reference + step);
            Instant earliest = at.plusSeconds(SECONDS_APART);
            at = wished.isBefore(earliest) ? earliest : wished;
            script.add(at, reference + ": " + step, () -> take(script, cast, reference, step));
            if (step instanceof Story.Step.Plan plan) outcomes(script, cast, reference, plan);
        }
    }

    private void take(Script script, Cast cast, String reference, Story.Step step) {
        Actor actor = cast.actor(step.by());
        ObjectiveId id = cast.objective(reference);
        switch (step) {
            case Story.Step.Edit edit -> {
                Objective.Version latest = now(cast, id).latest();
                ObjectiveContent changed = content(script, cast, edit.content(), latest.content());
                Went.well(
                        write.edit(actor, id, latest.number(), latest.revision(), changed, edit.reason()),
                        WriteObjective.Result.Saved.class);
            }
            case Story.Step.Propose propose ->
                Went.well(write.propose(actor, id), WriteObjective.Proposal.Proposed.class);
            case Story.Step.Return back ->
                Went.well(
                        decide.returned(actor, id, seen(cast, id), back.findings(), Map.of()),
                        ApprovalResult.Returned.class);
            case Story.Step.Approve approve ->
                Went.well(
                        decide.approve(actor, id, seen(cast, id), approve.findings(), Map.of()),
                        ApprovalResult.Approved.class);
            case Story.Step.End end ->
                Went.well(
                        decide.end(
                                        actor,
                                        id,
                                        now(cast, id).version(),
                                        Cast.known(OUTCOMES, end.outcome()),
                                        end.conclusion())
                                ? "ended"
                                : Optional.empty(),
                        String.class);
            case Story.Step.Reword reword ->
                Went.well(
                        wording.make(actor, id, reword.field(), reword.text(), reword.reason()),
                        EditWording.Result.Made.class);
            case Story.Step.Confirm confirm -> {
                EditWording.Change waiting = transactions.read(
                        cast.organization(),
                        () -> wording.of(cast.organization(), id).stream()
                                .filter(EditWording.Change::waits)
                                .findFirst()
                                .orElseThrow());
                Went.well(wording.decide(actor, id, waiting.id(), true), EditWording.Result.Confirmed.class);
            }
            case Story.Step.Plan plan -> plan(script, cast, actor, id, plan);
            case Story.Step.AcceptGap accept ->
                Went.well(
                        gaps.accept(actor, id, letter(accept.letter()), accept.reason(), script.day(accept.until())),
                        AcceptGap.Result.Accepted.class);
            case Story.Step.EndGap end -> gaps.end(actor, id, letter(end.letter()), end.reason());
        }
    }

    private Objective now(Cast cast, ObjectiveId id) {
        return transactions.read(cast.organization(), () -> objectives.get(cast.organization(), id));
    }

    /** The hash of what an approver has before them. */
    private sextant.ledger.Hash seen(Cast cast, ObjectiveId id) {
        return transactions.read(cast.organization(), () -> {
            Objective objective = objectives.get(cast.organization(), id);
            return decide.contentOf(cast.organization(), objective, objective.latest())
                    .hash();
        });
    }

    private static Requirement letter(String code) {
        for (Requirement one : Requirement.values()) if (one.code().equals(code)) return one;
        throw new IllegalArgumentException("no letter of 6.2: " + code);
    }

    private void plan(Script script, Cast cast, Actor actor, ObjectiveId id, Story.Step.Plan step) {
        Plan now = planOf(cast, id);
        List<ChangePlan.Wanted> wanted = new ArrayList<>();
        for (Action one : now.actions())
            wanted.add(new ChangePlan.Wanted(
                    Optional.of(one.id()), one.title(), one.responsible(), one.team(), one.due(), one.state()));
        for (Story.ActionOfStory one : step.actions())
            wanted.add(new ChangePlan.Wanted(
                    Optional.empty(),
                    one.title(),
                    one.responsible().map(cast::person),
                    one.team().map(cast::team),
                    one.due().map(script::day),
                    ActionState.OPEN));
        String reason = step.reason() == null ? "" : step.reason();
        Went.well(changePlan.change(actor, id, now.version(), wanted, reason), ChangePlan.Result.Saved.class);
    }

    private Plan planOf(Cast cast, ObjectiveId id) {
        return transactions.read(cast.organization(), () -> plans.of(cast.organization(), id));
    }

    /** What became of the actions: said by whoever is responsible, or else by whoever planned them. */
    private void outcomes(Script script, Cast cast, String reference, Story.Step.Plan step) {
        for (Story.ActionOfStory one : step.actions()) {
            Optional<String> day = one.done().or(one::cancelled);
            if (day.isEmpty()) continue;
            ActionState state = one.done().isPresent() ? ActionState.DONE : ActionState.CANCELLED;
            String reason = one.reason() == null ? "" : one.reason();
            String what = reference + ": " + one.title() + " is " + state.code();
            script.add(script.at(script.day(day.get()), what), what, () -> {
                ObjectiveId id = cast.objective(reference);
                Plan now = planOf(cast, id);
                Action action = now.actions().stream()
                        .filter(it -> it.title().equals(one.title()))
                        .findFirst()
                        .orElseThrow();
                UnitId unit = now(cast, id).shown().content().unit();
                Actor actor = one.responsible()
                        .map(cast::actor)
                        .filter(responsible -> responsible.may(Permission.PLANS_WRITE, unit))
                        .orElseGet(() -> cast.actor(step.by()));
                Went.well(
                        changePlan.setState(actor, id, action.id(), now.version(), state, reason),
                        ChangePlan.Result.Saved.class);
            });
        }
    }

    private ObjectiveContent content(Script script, Cast cast, Story.Content said, ObjectiveContent before) {
        return new ObjectiveContent(
                said.title().orElse(before.title()),
                said.purpose().orElse(before.purpose()),
                said.rationale().orElse(before.rationale()),
                said.unit().map(cast::unit).orElse(before.unit()),
                said.serves().map(cast::objective).or(before::serves),
                said.owner().map(cast::person).or(before::owner),
                said.teams()
                        .map(names -> names.stream().map(cast::team).toList())
                        .orElse(before.teams()),
                said.starts().map(script::day).or(before::starts),
                said.ends().map(script::day).or(before::ends),
                said.notMeasurable().orElse(before.notMeasurable()),
                said.criteria().orElse(before.criteria()),
                said.achievable().orElse(before.achievable()),
                said.evaluation().orElse(before.evaluationMethod()),
                said.targets()
                        .map(targets -> targets(script, cast, targets, before.targets()))
                        .orElse(before.targets()));
    }

    private static ObjectiveContent nothing(Cast cast) {
        return new ObjectiveContent(
                "",
                "",
                "",
                cast.unit(Cast.ORGANIZATION),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                "",
                "",
                List.of());
    }

    private List<ObjectiveTarget> targets(
            Script script, Cast cast, List<Story.TargetOfStory> said, List<ObjectiveTarget> before) {
        List<ObjectiveTarget> targets = new ArrayList<>();
        for (Story.TargetOfStory one : said) {
            // A target of the same KPI is the same target, changed.
            Collection<ObjectiveTarget> same = before.stream()
                    .filter(it -> it.kpi().equals(cast.kpi(one.kpi())))
                    .toList();
            TreeMap<LocalDate, BigDecimal> milestones = new TreeMap<>();
            one.milestones().forEach((day, value) -> milestones.put(script.day(day), value));
            targets.add(new ObjectiveTarget(
                    same.stream().map(ObjectiveTarget::id).findFirst().orElseGet(ids::next),
                    cast.kpi(one.kpi()),
                    Cast.known(TargetKind.BY_CODE, one.kind()),
                    one.baseline(),
                    one.from().map(script::day),
                    one.target(),
                    one.low(),
                    one.high(),
                    one.due().map(script::day),
                    one.until().map(script::day),
                    one.atRisk().orElse(BigDecimal.ZERO),
                    one.offTrack().orElse(BigDecimal.ZERO),
                    milestones.entrySet().stream()
                            .map(point -> new Point(point.getKey(), point.getValue()))
                            .toList()));
        }
        return List.copyOf(targets);
    }
}
