package sextant.plans;

import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import sextant.objectives.ObjectiveStarted;
import sextant.people.Permission;

/** Puts what a template says is to be done into the new objective's plan, where whoever began it may write plans. */
@Component
class BeginPlan {
    private final ChangePlan change;

    BeginPlan(ChangePlan change) {
        this.change = change;
    }

    @EventListener
    void on(ObjectiveStarted started) {
        if (!started.actor().may(Permission.PLANS_WRITE, started.unit())) return;
        List<ChangePlan.Wanted> actions = started.actions().stream()
                .map(action -> new ChangePlan.Wanted(
                        Optional.empty(),
                        action.title(),
                        action.responsible(),
                        action.team(),
                        action.due(),
                        ActionState.OPEN))
                .toList();
        ChangePlan.Result result = change.change(started.actor(), started.objective(), 0, actions, "");
        if (!(result instanceof ChangePlan.Result.Saved))
            throw new IllegalStateException("the first plan of " + started.objective() + " was refused: " + result);
    }
}
