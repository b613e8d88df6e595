package sextant.plans;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import sextant.notifications.Fact;
import sextant.notifications.Matter;
import sextant.notifications.News;
import sextant.notifications.Tell;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveChanged;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Objectives;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.PersonId;
import sextant.people.Persons;
import sextant.people.TeamId;
import sextant.people.Teams;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.Stale;
import sextant.platform.database.Transactions;

/** Writes an objective's plan, as a whole or one action's state. */
@Component
public class ChangePlan {
    /** An action as it is wanted; without an id it is a new one. */
    public record Wanted(
            Optional<UUID> id,
            String title,
            Optional<PersonId> responsible,
            Optional<TeamId> team,
            Optional<LocalDate> due,
            ActionState state) {}

    public sealed interface Result {
        /** @param version the plan's version now */
        record Saved(int version) implements Result {}

        /** The objective is closed or withdrawn; its plan stays as it was. */
        record Ended() implements Result {}

        /** @param index of the action whose responsible is no person here, or no active one and was not so before */
        record NoSuchPerson(int index) implements Result {}

        record NoSuchTeam(int index) implements Result {}

        /** The action has an id that this plan does not hold, or that another one here has too. */
        record NoSuchAction(int index) implements Result {}
    }

    private final Plans plans;
    private final Objectives objectives;
    private final Persons persons;
    private final Teams teams;
    private final Tell tell;
    private final Transactions transactions;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    ChangePlan(
            Plans plans,
            Objectives objectives,
            Persons persons,
            Teams teams,
            Tell tell,
            Transactions transactions,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.plans = plans;
        this.objectives = objectives;
        this.persons = persons;
        this.teams = teams;
        this.tell = tell;
        this.transactions = transactions;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param version the one that was read; 0 for the first plan
     * @throws Stale when somebody else wrote meanwhile
     */
    public Result change(Actor actor, ObjectiveId id, int version, List<Wanted> wanted, String reason) {
        return transactions.write(actor.organization(), () -> {
            if (isEnded(actor, id)) return new Result.Ended();
            Plan now = plans.of(actor.organization(), id);
            if (now.version() != version) throw new Stale(Plans.KIND);
            Optional<Result> refusal = refusal(actor, now, wanted);
            if (refusal.isPresent()) return refusal.get();
            List<Action> actions = wanted.stream()
                    .map(one -> new Action(
                            one.id().orElseGet(ids::next),
                            one.title(),
                            one.responsible(),
                            one.team(),
                            one.due(),
                            one.state()))
                    .toList();
            return written(actor, now, actions, reason);
        });
    }

    /** @throws Stale when somebody else wrote meanwhile */
    public Result setState(Actor actor, ObjectiveId id, UUID action, int version, ActionState state, String reason) {
        return transactions.write(actor.organization(), () -> {
            if (isEnded(actor, id)) return new Result.Ended();
            Plan now = plans.of(actor.organization(), id);
            if (now.version() != version) throw new Stale(Plans.KIND);
            if (now.action(action).isEmpty()) throw new NotFound("action");
            List<Action> actions = new ArrayList<>();
            for (Action one : now.actions()) actions.add(one.id().equals(action) ? one.with(state) : one);
            return written(actor, now, actions, reason);
        });
    }

    private Result written(Actor actor, Plan now, List<Action> actions, String reason) {
        if (actions.equals(now.actions()) && now.version() > 0) return new Result.Saved(now.version());
        plans.write(actor, now.objective(), now.version(), actions, reason, clock.instant());
        tell.tell(actor.organization(), given(actor, now, actions));
        events.publishEvent(new ObjectiveChanged(actor.organization(), now.objective()));
        return new Result.Saved(now.version() + 1);
    }

    /** Whoever is made responsible for an action that is to be done, unless they did it themselves. */
    private static List<Tell.Telling> given(Actor actor, Plan before, List<Action> actions) {
        return actions.stream()
                .filter(one -> one.state() == ActionState.OPEN)
                .filter(one -> one.responsible()
                        .filter(person -> !person.equals(actor.person()))
                        .isPresent())
                .filter(one -> !before.action(one.id()).map(Action::responsible).equals(Optional.of(one.responsible())))
                .map(one -> new Tell.Telling(Set.of(one.responsible().orElseThrow()), news(before, one)))
                .toList();
    }

    private static News news(Plan before, Action action) {
        List<Fact> facts = new ArrayList<>(List.of(Fact.text(action.title())));
        action.due().ifPresent(due -> facts.add(new Fact.Day(due)));
        return new News(
                Matter.TASK,
                action.due().isPresent() ? "action-given" : "action-given-undated",
                "action-given/" + action.id() + "/" + (before.version() + 1),
                "/objectives/" + before.objective(),
                facts,
                "");
    }

    private boolean isEnded(Actor actor, ObjectiveId id) {
        Objective objective = objectives.get(actor.organization(), id);
        actor.require(Permission.PLANS_WRITE, objective.shown().content().unit());
        return objective.shown().stage().isEnded();
    }

    /** Somebody who left may stay on what they were given before; nothing new is given to them. */
    private Optional<Result> refusal(Actor actor, Plan now, List<Wanted> wanted) {
        Set<UUID> named = wanted.stream()
                .flatMap(one -> one.responsible().stream())
                .map(PersonId::value)
                .collect(Collectors.toSet());
        Set<UUID> active = persons.activeAmong(actor.organization(), named);
        Set<TeamId> known = wanted.stream().allMatch(one -> one.team().isEmpty())
                ? Set.of()
                : teams.all(actor.organization()).stream()
                        .map(team -> team.id())
                        .collect(Collectors.toSet());
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < wanted.size(); i++) {
            Wanted one = wanted.get(i);
            Optional<Action> before = one.id().flatMap(now::action);
            if (one.id().isPresent() && (before.isEmpty() || !seen.add(one.id().get())))
                return Optional.of(new Result.NoSuchAction(i));
            boolean same = before.flatMap(Action::responsible).equals(one.responsible());
            if (!same
                    && one.responsible()
                            .filter(person -> !active.contains(person.value()))
                            .isPresent()) return Optional.of(new Result.NoSuchPerson(i));
            if (one.team().filter(team -> !known.contains(team)).isPresent())
                return Optional.of(new Result.NoSuchTeam(i));
        }
        return Optional.empty();
    }
}
