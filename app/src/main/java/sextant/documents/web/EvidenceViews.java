package sextant.documents.web;

import sextant.objectives.ObjectiveId;

/** What the parts of this module show. */
public interface EvidenceViews {
    record EvidencePanel(ObjectiveId objective) {}
}
