package sextant.evaluation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import sextant.evaluation.rule.Explanation;
import sextant.objectives.ConformanceCheck;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveId;
import sextant.objectives.ObjectiveTarget;
import sextant.objectives.Requirement;

/**
 * 6.2 d: every KPI of the objective is measured within its frequency and grace. Whether it was analysed on time is not
 * recorded yet, and neither are evaluations of what cannot be measured; so the latter is a gap.
 */
@Component
class MonitoredCheck implements ConformanceCheck {
    private final Verdicts verdicts;

    MonitoredCheck(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    @Override
    public Requirement requirement() {
        return Requirement.MONITORED;
    }

    @Override
    public Instant until(Scope scope) {
        Verdicts.Turn turn = verdicts.turn(scope.organization(), scope.now());
        // Those that are judged on the spot now are held, with their own expiry, within a second or so.
        if (turn.stale() > 0 || turn.expired() > 0) return scope.now().plusSeconds(1);
        return turn.next().orElse(Instant.MAX);
    }

    @Override
    public Map<ObjectiveId, Finding> check(Scope scope) {
        Map<ObjectiveId, Judged> judged =
                verdicts.current(scope.organization(), scope.zone(), scope.objectives(), scope.now());
        Map<ObjectiveId, Finding> findings = new HashMap<>();
        for (Objective objective : scope.objectives()) findings.put(objective.id(), finding(objective, judged));
        return findings;
    }

    private static Finding finding(Objective objective, Map<ObjectiveId, Judged> judged) {
        String page = "/objectives/" + objective.id();
        if (objective.shown().content().targets().isEmpty())
            return objective.shown().content().notMeasurable().isEmpty()
                    ? new Finding.Gap("nothing-monitored", List.of(), page + "/edit#targets")
                    : new Finding.Gap("no-evaluation", List.of(), page + "/edit#targets");
        Judged verdict = judged.get(objective.id());
        if (verdict == null) return new Finding.Gap("not-in-force", List.of(), page + "?version=draft");
        if (verdict.targets().isEmpty()) return new Finding.Gap("nothing-monitored", List.of(), page + "/edit#targets");
        @org.jspecify.annotations.Nullable Finding awaited = null;
        for (ObjectiveTarget target : objective.shown().content().targets()) {
            Explanation why = verdict.targets().get(target.id());
            String enter = "/kpis/" + target.kpi() + "/measurements/new#value";
            switch (why) {
                case null -> {
                    return new Finding.Gap("nothing-monitored", List.of(), page + "/edit#targets");
                }
                case Explanation.NeverMeasured never -> {
                    return new Finding.Gap("never-measured", List.of(never.since()), enter);
                }
                case Explanation.Stale stale -> {
                    return new Finding.Gap("measured-late", List.of(stale.last().date(), stale.since()), enter);
                }
                case Explanation.FirstAwaited first ->
                    awaited = new Finding.NotYetDue("first-awaited", List.of(first.dueBy()), first.dueBy());
                case Explanation.PeriodAhead ahead ->
                    awaited = new Finding.NotYetDue("period-ahead", List.of(ahead.begins()), ahead.begins());
                default -> {}
            }
        }
        if (awaited != null) return awaited;
        return new Finding.Conforms(
                "monitored", List.of(objective.shown().content().targets().size()), page + "#targets");
    }
}
