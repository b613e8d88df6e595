package sextant.approval;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import sextant.journal.RecordRef;
import sextant.people.DescribesRecords;
import sextant.platform.OrganizationId;
import sextant.platform.language.Texts;

/** A decision is known by what was decided on. */
@Component
class ApprovalRecords implements DescribesRecords {
    private final Approvals approvals;

    ApprovalRecords(Approvals approvals) {
        this.approvals = approvals;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(Approvals.KIND);
    }

    @Override
    public Optional<String> code(Texts texts, String kind, String field, String code) {
        return field.equals("decision") ? Optional.of(texts.choice("history.decision", code)) : Optional.empty();
    }

    @Override
    public Map<RecordRef, RecordRef> subjects(OrganizationId organization, Collection<RecordRef> records) {
        Map<RecordRef, RecordRef> subjects = new HashMap<>();
        approvals
                .subjects(organization, records.stream().map(RecordRef::id).toList())
                .forEach((decision, subject) -> subjects.put(new RecordRef(Approvals.KIND, decision), subject));
        return subjects;
    }
}
