package sextant.people.web;

import java.util.List;
import java.util.UUID;
import sextant.people.PersonId;
import sextant.platform.web.Errors;
import sextant.platform.web.Option;

/** What the pages of erasure and of legal holds show. */
public interface ErasureViews {
    /** @param over whether its last day has passed */
    record HoldLine(UUID id, String person, String reason, String until, String placed, String by, boolean over) {}

    /**
     * @param called what the person would be called
     * @param refused why not; empty when nothing but a hold may stand against it
     */
    record ErasurePage(
            PersonId id,
            String name,
            String called,
            String refused,
            List<HoldLine> holds,
            boolean erasable,
            String reason,
            Errors errors) {}

    record HoldsPage(
            List<HoldLine> holds, List<Option> persons, String person, String reason, String until, Errors errors) {}
}
