package sextant.plans.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import sextant.approval.Approval;
import sextant.approval.Approvals;
import sextant.objectives.Objective;
import sextant.objectives.ObjectivePanel;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.PersonName;
import sextant.people.Persons;
import sextant.people.Team;
import sextant.people.Teams;
import sextant.plans.Action;
import sextant.plans.ActionState;
import sextant.plans.Plan;
import sextant.plans.Plans;
import sextant.plans.web.PlanViews.ActionLine;
import sextant.plans.web.PlanViews.PlanPanelPage;
import sextant.platform.language.Texts;
import sextant.platform.web.Option;
import sextant.platform.web.Panel;

/** The plan on its objective's page. */
@Component
class PlanPanel implements ObjectivePanel {
    private final Plans plans;
    private final Persons persons;
    private final Teams teams;
    private final Approvals approvals;

    PlanPanel(Plans plans, Persons persons, Teams teams, Approvals approvals) {
        this.plans = plans;
        this.persons = persons;
        this.teams = teams;
        this.approvals = approvals;
    }

    @Override
    public List<Panel> panels(
            Actor actor, Objective objective, Objective.Version version, Instant moment, boolean past) {
        Plan plan = past
                ? plans.asOf(actor.organization(), objective.id(), moment)
                : plans.of(actor.organization(), objective.id());
        LocalDate today = moment.atZone(actor.organizationZone()).toLocalDate();
        boolean edits = !past
                && !objective.shown().stage().isEnded()
                && actor.may(Permission.PLANS_WRITE, version.content().unit());
        Names names = names(actor, plan);
        List<ActionLine> lines = plan.actions().stream()
                .map(action -> line(actor, action, names, today, edits))
                .toList();
        long done = plan.actions().stream()
                .filter(action -> action.state() == ActionState.DONE)
                .count();
        PlanPanelPage page = new PlanPanelPage(
                objective.id(),
                plan.version(),
                lines,
                (int) done,
                plan.standing().size(),
                edits,
                past,
                !past && changedSinceApproval(actor, objective, version, plan));
        return List.of(new Panel(Panel.Place.MAIN, 30, "plans/panel.jte", page));
    }

    private record Names(Map<String, String> persons, Map<String, String> teams) {}

    private Names names(Actor actor, Plan plan) {
        if (plan.actions().isEmpty()) return new Names(Map.of(), Map.of());
        return new Names(
                persons.names(actor.organization()).stream()
                        .collect(Collectors.toMap(person -> person.id().toString(), PersonName::name)),
                teams.all(actor.organization()).stream()
                        .collect(Collectors.toMap(team -> team.id().toString(), Team::name)));
    }

    private static ActionLine line(Actor actor, Action action, Names names, LocalDate today, boolean edits) {
        Texts texts = actor.reader().texts();
        return new ActionLine(
                action.id(),
                action.title(),
                action.responsible()
                        .map(person -> names.persons().getOrDefault(person.toString(), ""))
                        .orElse(""),
                action.team()
                        .map(team -> names.teams().getOrDefault(team.toString(), ""))
                        .orElse(""),
                texts.choice("action.state", action.state().code()),
                switch (action.state()) {
                    case OPEN -> "";
                    case DONE -> "conforms";
                    case CANCELLED -> "not-due";
                },
                action.due().map(actor.reader().formats()::date).orElse(""),
                action.due()
                        .filter(due -> action.isOpen())
                        .map(due -> when(texts, due, today))
                        .orElse(""),
                action.isLate(today),
                edits ? steps(texts, action) : List.of());
    }

    private static String when(Texts texts, LocalDate due, LocalDate today) {
        long days = ChronoUnit.DAYS.between(today, due);
        if (days == 0) return texts.text("plan.due-today");
        return days < 0 ? texts.text("plan.days-late", -days) : texts.text("plan.in-days", days);
    }

    private static List<Option> steps(Texts texts, Action action) {
        return Stream.of(ActionState.DONE, ActionState.CANCELLED, ActionState.OPEN)
                .filter(state -> action.isOpen() ? state != ActionState.OPEN : state == ActionState.OPEN)
                .map(state -> new Option(state.code(), texts.choice("action.mark", state.code())))
                .toList();
    }

    private boolean changedSinceApproval(Actor actor, Objective objective, Objective.Version version, Plan plan) {
        if (version.approvedAt().isEmpty()) return false;
        return approvals.of(actor.organization(), objective.record()).stream()
                .filter(one -> one.decision() == Approval.Decision.APPROVED)
                .filter(one -> one.subjectVersion() == version.number())
                .findFirst()
                .filter(one -> approved(one, plan) != plan.version())
                .isPresent();
    }

    /** The plan's revision that was approved; 0 when there was no plan yet. */
    private static int approved(Approval approval, Plan plan) {
        return approval.content().items().stream()
                .filter(item -> item.record().equals(plan.record()))
                .map(item -> item.revision())
                .findFirst()
                .orElse(0);
    }
}
