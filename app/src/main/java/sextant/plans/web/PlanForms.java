package sextant.plans.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sextant.people.PersonId;
import sextant.people.TeamId;
import sextant.plans.Action;
import sextant.plans.ActionState;
import sextant.plans.ChangePlan;
import sextant.plans.Plan;
import sextant.plans.web.PlanViews.ActionForm;
import sextant.plans.web.PlanViews.PlanForm;
import sextant.platform.web.Checks;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Parsed;

/** What people and programs say about a plan, parsed once for page and API alike. */
final class PlanForms {
    private PlanForms() {}

    /** @param form closed up: its rows are numbered without gaps */
    static Parsed<List<ChangePlan.Wanted>> actions(PlanForm form) {
        Checks checks = Checks.ofRequest();
        List<ActionForm> given = Objects.requireNonNullElse(form.actions(), List.of());
        if (given.size() > Plan.MOST_ACTIONS) checks.reject("actions", "too-many", Plan.MOST_ACTIONS);
        List<ChangePlan.Wanted> wanted = new ArrayList<>();
        for (int i = 0; i < Math.min(given.size(), Plan.MOST_ACTIONS); i++) {
            ActionForm row = given.get(i);
            String at = "actions[" + i + "].";
            Optional<UUID> id = checks.id(at + "id", row.id());
            String title = checks.required(at + "title", row.title(), Action.LONGEST_TITLE);
            Optional<PersonId> responsible =
                    checks.id(at + "responsible", row.responsible()).map(PersonId::new);
            Optional<TeamId> team = checks.id(at + "team", row.team()).map(TeamId::new);
            Optional<LocalDate> due = checks.date(at + "due", row.due());
            ActionState state = checks.choice(at + "state", row.state(), ActionState.BY_CODE)
                    .orElse(ActionState.OPEN);
            wanted.add(new ChangePlan.Wanted(id, title, responsible, team, due, state));
        }
        return Parsed.of(checks, () -> List.copyOf(wanted));
    }

    static PlanForm form(Plan plan) {
        return new PlanForm(plan.actions().stream().map(PlanForms::row).toList(), "", String.valueOf(plan.version()));
    }

    private static ActionForm row(Action action) {
        return new ActionForm(
                action.id().toString(),
                action.title(),
                action.responsible().map(PersonId::toString).orElse(""),
                action.team().map(TeamId::toString).orElse(""),
                action.due().map(LocalDate::toString).orElse(""),
                action.state().code());
    }

    static ActionForm emptyRow() {
        return new ActionForm("", "", "", "", "", ActionState.OPEN.code());
    }

    /** A refusal as the problem of the field that caused it; empty when there is none or it concerns the whole plan. */
    static Optional<FieldProblem> problem(ChangePlan.Result result) {
        return switch (result) {
            case ChangePlan.Result.Saved _ -> Optional.empty();
            case ChangePlan.Result.Ended _ -> Optional.empty();
            case ChangePlan.Result.NoSuchPerson(int index) ->
                Optional.of(FieldProblem.of("actions[" + index + "].responsible", "no-such-person"));
            case ChangePlan.Result.NoSuchTeam(int index) ->
                Optional.of(FieldProblem.of("actions[" + index + "].team", "no-such-team"));
            case ChangePlan.Result.NoSuchAction(int index) ->
                Optional.of(FieldProblem.of("actions[" + index + "].id", "no-such-action"));
        };
    }

    static int version(@Nullable String raw) {
        return raw != null && raw.matches("\\d{1,9}") ? Integer.parseInt(raw) : 0;
    }
}
