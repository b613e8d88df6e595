package sextant.objectives;

import java.util.Collection;
import sextant.journal.RecordRef;
import sextant.platform.OrganizationId;

/** A module whose records are part of what is approved with a version of an objective. */
public interface ContributesToApproval {
    Collection<RecordRef> recordsOf(OrganizationId organization, ObjectiveId objective);
}
