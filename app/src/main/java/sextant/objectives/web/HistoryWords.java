package sextant.objectives.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.measurement.KpiId;
import sextant.measurement.Kpis;
import sextant.objectives.ObjectiveId;
import sextant.objectives.ObjectiveTarget;
import sextant.objectives.Objectives;
import sextant.people.Actor;
import sextant.people.RecordHistory;
import sextant.platform.language.Texts;

/** The words in which the history of an objective, its versions and its plan is told. */
@Component
class HistoryWords {
    private final Kpis kpis;

    private final Objectives objectives;

    HistoryWords(Kpis kpis, Objectives objectives) {
        this.kpis = kpis;
        this.objectives = objectives;
    }

    RecordHistory.Wording wording(Actor actor, ObjectiveId objective) {
        Texts texts = actor.reader().texts();
        List<KpiId> used = objectives.versions(actor.organization(), objective).stream()
                .flatMap(version -> version.content().targets().stream())
                .map(ObjectiveTarget::kpi)
                .distinct()
                .toList();
        Map<UUID, String> names = kpis.among(actor.organization(), used).stream()
                .collect(Collectors.toMap(
                        kpi -> kpi.id().value(), kpi -> kpi.definition().name()));
        return new RecordHistory.Wording() {
            @Override
            public Optional<String> code(String kind, String field, String code) {
                return switch (kind + "." + field) {
                    case "objective.stage" -> Optional.of(texts.choice("objective.state", code));
                    case "objective-version.targets.kind" -> Optional.of(texts.choice("target.kind", code));
                    case "plan.actions.state" -> Optional.of(texts.choice("action.state", code));
                    default -> Optional.empty();
                };
            }

            @Override
            public Map<UUID, String> names() {
                return names;
            }
        };
    }
}
