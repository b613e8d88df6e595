package sextant.objectives;

import sextant.platform.OrganizationId;

/** Something about an objective changed: a version's content, or where it is in its life. */
public record ObjectiveChanged(OrganizationId organization, ObjectiveId objective) {}
