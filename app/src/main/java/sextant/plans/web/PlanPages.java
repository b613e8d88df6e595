package sextant.plans.web;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import sextant.journal.RecordRef;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveContent;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Objectives;
import sextant.people.Actor;
import sextant.people.Choices;
import sextant.people.Permission;
import sextant.people.RecordHistory;
import sextant.people.Requires;
import sextant.plans.ActionState;
import sextant.plans.ChangePlan;
import sextant.plans.Plans;
import sextant.plans.web.PlanViews.ActionForm;
import sextant.plans.web.PlanViews.PlanForm;
import sextant.plans.web.PlanViews.PlanPage;
import sextant.platform.Stale;
import sextant.platform.database.Transactions;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;
import sextant.platform.web.Checks;
import sextant.platform.web.Errors;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Meanwhile;
import sextant.platform.web.Notice;
import sextant.platform.web.Option;
import sextant.platform.web.Pages;
import sextant.platform.web.Parsed;

/** The form that writes a plan, and the buttons that mark one action of it. */
@Controller
class PlanPages {
    private final Pages pages;
    private final Transactions transactions;
    private final Choices choices;
    private final Plans plans;
    private final ChangePlan changePlan;
    private final Objectives objectives;
    private final RecordHistory history;

    PlanPages(
            Pages pages,
            Transactions transactions,
            Choices choices,
            Plans plans,
            ChangePlan changePlan,
            Objectives objectives,
            RecordHistory history) {
        this.pages = pages;
        this.transactions = transactions;
        this.choices = choices;
        this.plans = plans;
        this.changePlan = changePlan;
        this.objectives = objectives;
        this.history = history;
    }

    /** The page's script numbers added rows from 1001 on. */
    @InitBinder
    void takeAddedRows(WebDataBinder binder) {
        binder.setAutoGrowCollectionLimit(2000);
    }

    @GetMapping("/objectives/{id}/plan")
    @Requires(Permission.PLANS_WRITE)
    View edit(Actor actor, @PathVariable ObjectiveId id) {
        return transactions.read(actor.organization(), () -> {
            Objective objective = objectives.get(actor.organization(), id);
            actor.require(Permission.PLANS_WRITE, objective.shown().content().unit());
            if (objective.shown().stage().isEnded()) return ended(id);
            PlanForm form = PlanForms.form(plans.of(actor.organization(), id));
            return show(actor, objective, form, Errors.NONE, HttpStatus.OK);
        });
    }

    @PostMapping("/objectives/{id}/plan")
    @Requires(Permission.PLANS_WRITE)
    View change(Actor actor, @PathVariable ObjectiveId id, PlanForm given) {
        PlanForm form = given.closedUp();
        return switch (PlanForms.actions(form)) {
            case Parsed.Invalid<List<ChangePlan.Wanted>> invalid -> refused(actor, id, form, invalid.problems());
            case Parsed.Valid<List<ChangePlan.Wanted>> valid -> {
                String reason = Checks.ofRequest().optional("reason", form.reason(), 2000);
                try {
                    ChangePlan.Result result =
                            changePlan.change(actor, id, PlanForms.version(form.version()), valid.value(), reason);
                    Optional<FieldProblem> problem = PlanForms.problem(result);
                    yield problem.isPresent() ? refused(actor, id, form, List.of(problem.get())) : done(id, result);
                } catch (Stale stale) {
                    yield overtaken(actor, id, form);
                }
            }
        };
    }

    @PostMapping("/objectives/{id}/plan/actions/{action}")
    @Requires(Permission.PLANS_WRITE)
    View mark(
            Actor actor,
            @PathVariable ObjectiveId id,
            @PathVariable UUID action,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String version) {
        ActionState wanted = ActionState.BY_CODE.get(state);
        if (wanted == null) return pages.redirect(panel(id));
        try {
            return done(id, changePlan.setState(actor, id, action, PlanForms.version(version), wanted, ""));
        } catch (Stale stale) {
            return pages.redirect(panel(id), Notice.refused("plan-stale"));
        }
    }

    private View done(ObjectiveId id, ChangePlan.Result result) {
        return result instanceof ChangePlan.Result.Ended
                ? ended(id)
                : pages.redirect(panel(id), Notice.done("plan-saved"));
    }

    private View ended(ObjectiveId id) {
        return pages.redirect(panel(id), Notice.refused("plan-ended"));
    }

    private static String panel(ObjectiveId id) {
        return "/objectives/" + id + "#plan";
    }

    /** With what others changed since the form was read. */
    private View overtaken(Actor actor, ObjectiveId id, PlanForm form) {
        return transactions.read(actor.organization(), () -> {
            int read = PlanForms.version(form.version());
            List<Meanwhile> meanwhile = history.since(actor, new RecordRef(Plans.KIND, id.value()), read);
            return show(
                    actor,
                    objectives.get(actor.organization(), id),
                    form.over(plans.of(actor.organization(), id).version()),
                    Errors.stale("version", meanwhile),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        });
    }

    private View refused(Actor actor, ObjectiveId id, PlanForm form, List<FieldProblem> problems) {
        return transactions.read(
                actor.organization(),
                () -> show(
                        actor,
                        objectives.get(actor.organization(), id),
                        form,
                        new Errors(problems),
                        HttpStatus.UNPROCESSABLE_CONTENT));
    }

    private View show(Actor actor, Objective objective, PlanForm form, Errors errors, HttpStatus status) {
        Texts texts = actor.reader().texts();
        ObjectiveContent content = objective.shown().content();
        List<ActionForm> given = Objects.requireNonNullElse(form.actions(), List.of());
        return pages.show(
                "plans/plan.jte",
                new PlanPage(
                        objective.id(),
                        objective.reference(),
                        content.title(),
                        period(actor, content),
                        form,
                        given.isEmpty() ? List.of(PlanForms.emptyRow()) : given,
                        choices.persons(
                                actor,
                                given.stream().map(ActionForm::responsible).toList()),
                        choices.teams(actor),
                        Stream.of(ActionState.values())
                                .map(state -> new Option(state.code(), texts.choice("action.state", state.code())))
                                .toList(),
                        errors),
                status);
    }

    private static String period(Actor actor, ObjectiveContent content) {
        Formats formats = actor.reader().formats();
        @Nullable String from = content.starts().map(formats::date).orElse(null);
        @Nullable String to = content.ends().map(formats::date).orElse(null);
        if (from == null || to == null) return "";
        return actor.reader().texts().text("plan.period", from, to);
    }
}
