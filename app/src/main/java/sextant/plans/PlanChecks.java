package sextant.plans;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import sextant.objectives.ConformanceCheck;
import sextant.objectives.ConformanceCheck.Finding;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveContent;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Requirement;
import sextant.people.PersonId;
import sextant.people.Persons;

/** What the plan shows of clause 6.2: h, j and k. */
@Configuration
class PlanChecks {
    private interface Each {
        Finding of(Objective objective, Plan plan);
    }

    private final Plans plans;

    PlanChecks(Plans plans) {
        this.plans = plans;
    }

    /** 6.2 h: at least one action that is not cancelled. */
    @Bean
    ConformanceCheck whatWillBeDone() {
        return check(
                Requirement.WHAT,
                (scope, all) -> (objective, plan) -> plan.standing().isEmpty()
                        ? new Finding.Gap(
                                "no-action",
                                List.of(),
                                plan(objective, plan.actions().isEmpty() ? "#actions[0].title" : "#actions[0].state"))
                        : new Finding.Conforms(
                                "actions", List.of(plan.standing().size()), "/objectives/" + objective.id() + "#plan"));
    }

    /** 6.2 j: the objective and every open action have an active responsible person. */
    @Bean
    ConformanceCheck whoIsResponsible(Persons persons) {
        return check(Requirement.WHO, (scope, all) -> {
            Set<UUID> named = new HashSet<>();
            for (Objective objective : scope.objectives())
                objective.shown().content().owner().ifPresent(owner -> named.add(owner.value()));
            for (Plan plan : all.values())
                for (Action action : plan.open()) action.responsible().ifPresent(person -> named.add(person.value()));
            Set<UUID> active = persons.activeAmong(scope.organization(), named);
            return (objective, plan) -> who(objective, plan, active);
        });
    }

    private static Finding who(Objective objective, Plan plan, Set<UUID> active) {
        Optional<PersonId> owner = objective.shown().content().owner();
        if (owner.isEmpty()) return new Finding.Gap("no-owner", List.of(), edit(objective, "owner"));
        if (!active.contains(owner.get().value()))
            return new Finding.Gap("owner-left", List.of(), edit(objective, "owner"));
        for (int i = 0; i < plan.actions().size(); i++) {
            Action action = plan.actions().get(i);
            if (!action.isOpen()) continue;
            String field = plan(objective, "#actions[" + i + "].responsible");
            if (action.responsible().isEmpty()) return new Finding.Gap("action-nobody", List.of(action.title()), field);
            if (!active.contains(action.responsible().get().value()))
                return new Finding.Gap("action-left", List.of(action.title()), field);
        }
        return new Finding.Conforms(
                "responsible", List.of(plan.open().size()), "/objectives/" + objective.id() + "#plan");
    }

    /** 6.2 k: the objective and every action have a date; implementing actions end by the objective's. */
    @Bean
    ConformanceCheck whenItWillBeCompleted() {
        return check(Requirement.WHEN, (scope, all) -> PlanChecks::when);
    }

    private static Finding when(Objective objective, Plan plan) {
        ObjectiveContent content = objective.shown().content();
        if (content.ends().isEmpty()) return new Finding.Gap("no-end", List.of(), edit(objective, "ends"));
        LocalDate end = content.ends().get();
        for (int i = 0; i < plan.actions().size(); i++) {
            Action action = plan.actions().get(i);
            if (action.isCancelled()) continue;
            String field = plan(objective, "#actions[" + i + "].due");
            if (action.due().isEmpty()) return new Finding.Gap("action-undated", List.of(action.title()), field);
            if (action.due().get().isAfter(end))
                return new Finding.Gap(
                        "action-late", List.of(action.title(), action.due().get(), end), field);
        }
        return new Finding.Conforms("dated", List.of(end), "/objectives/" + objective.id() + "#plan");
    }

    private static String edit(Objective objective, String field) {
        return "/objectives/" + objective.id() + "/edit#" + field;
    }

    private static String plan(Objective objective, String field) {
        return "/objectives/" + objective.id() + "/plan" + field;
    }

    private interface Prepared {
        Each of(ConformanceCheck.Scope scope, Map<ObjectiveId, Plan> plans);
    }

    private ConformanceCheck check(Requirement requirement, Prepared prepared) {
        return new ConformanceCheck() {
            @Override
            public Requirement requirement() {
                return requirement;
            }

            @Override
            public Map<ObjectiveId, Finding> check(Scope scope) {
                Map<ObjectiveId, Plan> all = plans.of(
                        scope.organization(),
                        scope.objectives().stream().map(Objective::id).toList());
                Each each = prepared.of(scope, all);
                Map<ObjectiveId, Finding> findings = new HashMap<>();
                for (Objective objective : scope.objectives())
                    findings.put(
                            objective.id(),
                            each.of(objective, all.getOrDefault(objective.id(), Plan.none(objective.id()))));
                return findings;
            }
        };
    }
}
