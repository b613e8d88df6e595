package sextant.plans;

import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import sextant.journal.RecordRef;
import sextant.objectives.ContributesToApproval;
import sextant.objectives.ObjectiveId;
import sextant.platform.OrganizationId;

/** Who approves an objective approves its plan with it; a plan changed meanwhile is content changed. */
@Component
class PlanApproval implements ContributesToApproval {
    @Override
    public Collection<RecordRef> recordsOf(OrganizationId organization, ObjectiveId objective) {
        return List.of(new RecordRef(Plans.KIND, objective.value()));
    }
}
