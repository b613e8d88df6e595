package sextant.plans;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import sextant.journal.RecordRef;
import sextant.objectives.ObjectiveId;

/**
 * The plan of one objective, its actions in the order people gave them.
 *
 * @param version 0 as long as nothing was planned; then the number of the newest revision
 */
public record Plan(ObjectiveId objective, int version, List<Action> actions) {
    /** As many as a page can show and a person can follow; the rest belongs into several objectives. */
    public static final int MOST_ACTIONS = 200;

    public Plan {
        actions = List.copyOf(actions);
    }

    static Plan none(ObjectiveId objective) {
        return new Plan(objective, 0, List.of());
    }

    public RecordRef record() {
        return new RecordRef(Plans.KIND, objective.value());
    }

    /** What is still meant: every action that is not cancelled. */
    public List<Action> standing() {
        return actions.stream().filter(action -> !action.isCancelled()).toList();
    }

    public List<Action> open() {
        return actions.stream().filter(Action::isOpen).toList();
    }

    Optional<Action> action(UUID id) {
        return actions.stream().filter(action -> action.id().equals(id)).findFirst();
    }
}
