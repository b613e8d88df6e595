package sextant.objectives;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import sextant.journal.Sequencer;
import sextant.measurement.Kpi;
import sextant.measurement.KpiId;
import sextant.measurement.Kpis;
import sextant.objectives.ConformanceCheck.Finding;
import sextant.people.Unit;
import sextant.people.UnitId;
import sextant.people.Units;

/** What the objective itself shows of clause 6.2: its unit, b, g, and what is retained. */
@Configuration
class ObjectiveChecks {
    /** How long a revision may wait for its leaf. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private interface Each {
        Finding of(Objective objective);
    }

    private interface Until {
        Instant of(ConformanceCheck.Scope scope);
    }

    @Bean
    ConformanceCheck atFunctionsAndLevels(Units units) {
        return check(Requirement.FUNCTIONS_AND_LEVELS, scope -> {
            Map<UnitId, Unit> known =
                    units.tree(scope.organization()).stream().collect(Collectors.toMap(Unit::id, Function.identity()));
            return objective -> {
                Unit unit = known.get(objective.shown().content().unit());
                return unit == null
                        ? new Finding.Gap("no-unit", List.of(), edit(objective, "unit"))
                        : new Finding.Conforms("unit", List.of(unit.name()), "/people/units/" + unit.id());
            };
        });
    }

    /** 6.2 b: measurable, if practicable. */
    @Bean
    ConformanceCheck measurable(Kpis kpis) {
        return check(Requirement.MEASURABLE, scope -> {
            List<KpiId> used = scope.objectives().stream()
                    .flatMap(objective -> objective.shown().content().targets().stream())
                    .map(ObjectiveTarget::kpi)
                    .distinct()
                    .toList();
            Map<KpiId, Kpi> known = kpis.among(scope.organization(), used).stream()
                    .collect(Collectors.toMap(Kpi::id, Function.identity()));
            return objective -> measurable(objective, known);
        });
    }

    private static Finding measurable(Objective objective, Map<KpiId, Kpi> kpis) {
        ObjectiveContent content = objective.shown().content();
        if (content.targets().isEmpty()) {
            if (content.notMeasurable().isEmpty())
                return new Finding.Gap("no-target", List.of(), edit(objective, "targets"));
            return content.criteria().isEmpty()
                    ? new Finding.Gap("no-criteria", List.of(), edit(objective, "criteria"))
                    : new Finding.Conforms("not-measurable", List.of(), "/objectives/" + objective.id());
        }
        for (int i = 0; i < content.targets().size(); i++) {
            ObjectiveTarget target = content.targets().get(i);
            Kpi kpi = kpis.get(target.kpi());
            if (kpi == null)
                return new Finding.Gap("no-kpi", List.of(i + 1), edit(objective, "targets[" + i + "].kpi"));
            if (kpi.definition().unitOfMeasure().isEmpty())
                return new Finding.Gap(
                        "no-unit-of-measure",
                        List.of(kpi.definition().name()),
                        "/kpis/" + kpi.id() + "/edit#unitOfMeasure");
            if (target.complete(kpi.definition().direction())
                    instanceof ObjectiveTarget.Completeness.Incomplete incomplete)
                return new Finding.Gap(
                        "target-incomplete",
                        List.of(i + 1),
                        edit(objective, "targets[" + i + "]." + field(incomplete)));
        }
        return new Finding.Conforms(
                "measurable", List.of(content.targets().size()), "/objectives/" + objective.id() + "#targets");
    }

    private static String field(ObjectiveTarget.Completeness.Incomplete incomplete) {
        return incomplete.missing().isEmpty() ? "due" : incomplete.missing().getFirst();
    }

    /** 6.2 g: its audience can read it. What is approved is read by everybody who reads objectives of its unit. */
    @Bean
    ConformanceCheck available() {
        return check(
                Requirement.AVAILABLE,
                scope -> objective -> objective
                        .current()
                        .<Finding>map(version -> new Finding.Conforms(
                                "available", List.of(version.number()), "/objectives/" + objective.id()))
                        .orElseGet(() -> unapproved(objective)));
    }

    /** 6.2 and 7.5: identified, approved, versioned, and every revision in the journal. */
    @Bean
    ConformanceCheck retained(Sequencer sequencer) {
        Until behind = scope -> {
            Optional<Instant> waiting = sequencer.waitingSince(scope.organization());
            if (isLate(scope, waiting)) return scope.now();
            return waiting.map(since -> since.plus(PATIENCE)).orElse(Instant.MAX);
        };
        return check(Requirement.RETAINED, behind, scope -> {
            Optional<Instant> waiting = sequencer.waitingSince(scope.organization());
            boolean late = isLate(scope, waiting);
            return objective -> {
                if (late)
                    return new Finding.Gap(
                            "journal-behind", List.of(waiting.orElseThrow()), "/objectives/" + objective.id());
                return objective
                        .current()
                        .<Finding>map(version -> new Finding.Conforms(
                                "retained",
                                List.of(objective.reference(), version.number()),
                                "/objectives/" + objective.id() + "/history"))
                        .orElseGet(() -> unapproved(objective));
            };
        });
    }

    private static boolean isLate(ConformanceCheck.Scope scope, Optional<Instant> waiting) {
        return waiting.filter(since -> since.plus(PATIENCE).isBefore(scope.now()))
                .isPresent();
    }

    private static Finding unapproved(Objective objective) {
        return objective.latest().stage() == Stage.PROPOSED
                ? new Finding.Gap("not-approved", List.of(), "/objectives/" + objective.id() + "/approval")
                : new Finding.Gap("not-proposed", List.of(), "/objectives/" + objective.id() + "?version=draft");
    }

    private static String edit(Objective objective, String field) {
        return "/objectives/" + objective.id() + "/edit#" + field;
    }

    private static ConformanceCheck check(Requirement requirement, Function<ConformanceCheck.Scope, Each> each) {
        return check(requirement, scope -> Instant.MAX, each);
    }

    private static ConformanceCheck check(
            Requirement requirement, Until until, Function<ConformanceCheck.Scope, Each> each) {
        return new ConformanceCheck() {
            @Override
            public Requirement requirement() {
                return requirement;
            }

            @Override
            public Instant until(Scope scope) {
                return until.of(scope);
            }

            @Override
            public Map<ObjectiveId, Finding> check(Scope scope) {
                Each one = each.apply(scope);
                Map<ObjectiveId, Finding> findings = new HashMap<>();
                for (Objective objective : scope.objectives()) findings.put(objective.id(), one.of(objective));
                return findings;
            }
        };
    }
}
