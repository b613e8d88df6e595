package sextant.conformance;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import sextant.journal.RecordRef;
import sextant.objectives.Objectives;
import sextant.people.DescribesRecords;
import sextant.platform.OrganizationId;
import sextant.platform.language.Texts;

/** An accepted gap is known by its objective. */
@Component
class GapRecords implements DescribesRecords {
    private final AcceptedGaps gaps;

    GapRecords(AcceptedGaps gaps) {
        this.gaps = gaps;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(AcceptedGaps.KIND);
    }

    @Override
    public Optional<String> code(Texts texts, String kind, String field, String code) {
        return field.equals("state") ? Optional.of(texts.choice("history.gap", code)) : Optional.empty();
    }

    @Override
    public Map<RecordRef, RecordRef> subjects(OrganizationId organization, Collection<RecordRef> records) {
        Map<RecordRef, RecordRef> subjects = new HashMap<>();
        gaps.objectives(organization, records.stream().map(RecordRef::id).toList())
                .forEach((gap, objective) -> subjects.put(
                        new RecordRef(AcceptedGaps.KIND, gap), new RecordRef(Objectives.KIND, objective.value())));
        return subjects;
    }
}
