package sextant.plans.web;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Objectives;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.plans.ChangePlan;
import sextant.plans.Plan;
import sextant.plans.Plans;
import sextant.plans.web.PlanViews.ActionForm;
import sextant.plans.web.PlanViews.PlanForm;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import sextant.platform.web.Answers;
import sextant.platform.web.Checks;
import sextant.platform.web.ETag;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.IfMatch;
import sextant.platform.web.Parsed;
import sextant.platform.web.Problems;

/** An objective's plan for programs. An objective that was never planned has the empty plan of version 0. */
@RestController
class PlanApi {
    record PlanJson(String objective, int version, List<ActionForm> actions) {
        static PlanJson of(Plan plan) {
            return new PlanJson(
                    plan.objective().toString(),
                    plan.version(),
                    Objects.requireNonNullElse(PlanForms.form(plan).actions(), List.of()));
        }
    }

    private final Transactions transactions;
    private final AsOf asOf;
    private final Plans plans;
    private final ChangePlan changePlan;
    private final Objectives objectives;

    PlanApi(Transactions transactions, AsOf asOf, Plans plans, ChangePlan changePlan, Objectives objectives) {
        this.transactions = transactions;
        this.asOf = asOf;
        this.plans = plans;
        this.changePlan = changePlan;
        this.objectives = objectives;
    }

    @Answers(PlanJson.class)
    @GetMapping("/api/v1/plans/{objective}")
    @Requires(Permission.OBJECTIVES_READ)
    ResponseEntity<Object> read(
            Actor actor,
            @PathVariable ObjectiveId objective,
            @RequestParam(name = "asOf", defaultValue = "") String moment) {
        Plan plan = transactions.read(actor.organization(), asOf.moment(actor, moment), () -> {
            Objective one = objectives.get(actor.organization(), objective);
            actor.require(Permission.OBJECTIVES_READ, one.shown().content().unit());
            return plans.of(actor.organization(), objective);
        });
        return answer(plan);
    }

    @Answers(PlanJson.class)
    @PutMapping("/api/v1/plans/{objective}")
    @Requires(Permission.PLANS_WRITE)
    ResponseEntity<Object> write(
            Actor actor,
            @PathVariable ObjectiveId objective,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody PlanForm given) {
        Texts texts = actor.reader().texts();
        Checks checks = Checks.ofRequest();
        String reason = checks.optional("reason", given.reason(), 2000);
        if (!checks.problems().isEmpty()) return Problems.invalid(texts, checks.problems());
        return IfMatch.required(texts, ifMatch, version -> switch (PlanForms.actions(given.closedUp())) {
            case Parsed.Invalid<List<ChangePlan.Wanted>> invalid -> Problems.invalid(texts, invalid.problems());
            case Parsed.Valid<List<ChangePlan.Wanted>> valid -> {
                ChangePlan.Result result = changePlan.change(actor, objective, version, valid.value(), reason);
                Optional<FieldProblem> problem = PlanForms.problem(result);
                if (problem.isPresent()) yield Problems.invalid(texts, List.of(problem.get()));
                if (result instanceof ChangePlan.Result.Ended) yield Problems.refused(texts, "plan-ended");
                yield answer(transactions.read(actor.organization(), () -> plans.of(actor.organization(), objective)));
            }
        });
    }

    private static ResponseEntity<Object> answer(Plan plan) {
        return ResponseEntity.ok().eTag(ETag.of(plan.version())).body(PlanJson.of(plan));
    }
}
