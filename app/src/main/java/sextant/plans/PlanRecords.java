package sextant.plans;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.journal.RecordRef;
import sextant.objectives.Objectives;
import sextant.people.DescribesRecords;
import sextant.platform.OrganizationId;
import sextant.platform.language.Texts;

/** A plan is known by the objective it is for, whose id it bears. */
@Component
class PlanRecords implements DescribesRecords {
    @Override
    public Set<String> kinds() {
        return Set.of(Plans.KIND);
    }

    @Override
    public Optional<String> code(Texts texts, String kind, String field, String code) {
        return field.equals("actions.state") ? Optional.of(texts.choice("action.state", code)) : Optional.empty();
    }

    @Override
    public Map<RecordRef, RecordRef> subjects(OrganizationId organization, Collection<RecordRef> records) {
        return records.stream()
                .distinct()
                .collect(Collectors.toMap(Function.identity(), one -> new RecordRef(Objectives.KIND, one.id())));
    }
}
