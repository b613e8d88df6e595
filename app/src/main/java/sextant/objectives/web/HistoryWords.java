package sextant.objectives.web;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.measurement.Kpis;
import sextant.people.Actor;
import sextant.people.RecordHistory;
import sextant.platform.language.Texts;

/** The words in which the history of an objective, its versions and its plan is told. */
@Component
class HistoryWords {
    private final Kpis kpis;

    HistoryWords(Kpis kpis) {
        this.kpis = kpis;
    }

    RecordHistory.Wording wording(Actor actor) {
        Texts texts = actor.reader().texts();
        Map<UUID, String> names = kpis.all(actor.organization()).stream()
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
