package sextant.evaluation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import sextant.evaluation.rule.Explanation;
import sextant.evaluation.rule.ObjectiveVerdict;
import sextant.evaluation.rule.Status;
import sextant.evaluation.rule.StatusRule;
import sextant.evaluation.rule.Verdict;
import sextant.measurement.Kpi;
import sextant.measurement.KpiId;
import sextant.measurement.Kpis;
import sextant.measurement.Measured;
import sextant.measurement.Measurements;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveTarget;
import sextant.platform.OrganizationId;

/** Applies the status rule to objectives, from their targets and the measurements that decide; three statements however many they are. */
@Component
class Judge {
    private final Kpis kpis;
    private final Measurements measurements;

    Judge(Kpis kpis, Measurements measurements) {
        this.kpis = kpis;
        this.measurements = measurements;
    }

    /** Judges each of these versions at the moment; measurements recorded later change nothing. */
    List<Judged> judge(
            OrganizationId organization, ZoneId zone, Map<Objective, Objective.Version> versions, Instant moment) {
        List<KpiId> used = versions.values().stream()
                .flatMap(version -> version.content().targets().stream())
                .map(ObjectiveTarget::kpi)
                .distinct()
                .toList();
        Map<KpiId, Kpi> definitions =
                kpis.among(organization, used).stream().collect(Collectors.toMap(Kpi::id, kpi -> kpi));
        StatusRule rule = new StatusRule(zone);
        Map<KpiId, List<Measured>> deciding = measurements.lastBefore(
                organization,
                versions.values().stream()
                        .flatMap(version -> version.content().targets().stream())
                        .flatMap(target -> ends(rule, target, definitions.get(target.kpi()), moment))
                        .toList(),
                moment);
        List<Judged> judged = new ArrayList<>();
        versions.forEach(
                (objective, version) -> judged.add(judge(rule, objective, version, definitions, deciding, moment)));
        return judged;
    }

    private static Stream<Measurements.LastBefore> ends(
            StatusRule rule, ObjectiveTarget target, @Nullable Kpi kpi, Instant moment) {
        return kpi != null
                        && target.complete(kpi.definition().direction())
                                instanceof ObjectiveTarget.Completeness.Complete(var complete)
                ? rule.decidingDays(complete, moment).stream()
                        .map(day -> new Measurements.LastBefore(
                                target.kpi(), rule.days().startOf(day.plusDays(1))))
                : Stream.empty();
    }

    private static Judged judge(
            StatusRule rule,
            Objective objective,
            Objective.Version version,
            Map<KpiId, Kpi> definitions,
            Map<KpiId, List<Measured>> deciding,
            Instant moment) {
        Map<UUID, Explanation> explanations = new LinkedHashMap<>();
        Map<UUID, Verdict> verdicts = new LinkedHashMap<>();
        for (ObjectiveTarget target : version.content().targets()) {
            Kpi kpi = definitions.get(target.kpi());
            if (kpi == null) continue;
            if (target.complete(kpi.definition().direction())
                    instanceof ObjectiveTarget.Completeness.Complete(var complete)) {
                LocalDate starts =
                        version.content().starts().orElse(complete.shape().firstDay());
                Collection<Measured> rows = deciding.getOrDefault(target.kpi(), List.of());
                Verdict verdict = rule.judge(complete, kpi.definition().cadence(), starts, rows, moment);
                verdicts.put(target.id(), verdict);
                explanations.put(target.id(), verdict.explanation());
            }
        }
        return switch (ObjectiveVerdict.of(verdicts.values())) {
            case ObjectiveVerdict.NoTargets none ->
                new Judged(
                        objective.id(),
                        Optional.empty(),
                        Optional.empty(),
                        explanations,
                        Optional.empty(),
                        StatusRule.VERSION);
            case ObjectiveVerdict.WorstTarget(var worst, var validUntil) ->
                new Judged(
                        objective.id(),
                        Optional.<Status>of(worst.status()),
                        verdicts.entrySet().stream()
                                .filter(one -> one.getValue().equals(worst))
                                .map(Map.Entry::getKey)
                                .findFirst(),
                        explanations,
                        validUntil,
                        StatusRule.VERSION);
        };
    }
}
