package sextant.home.web;

import java.util.List;
import sextant.platform.web.Errors;
import sextant.platform.web.Option;

/** What the start page shows, everything decided. */
public interface StartViews {
    record StatusCount(String status, String word, int count, String href) {}

    /** @param status the code of the status that needs an answer, and statusWord its word; else empty */
    record DutyLine(
            String href,
            String title,
            String reference,
            String what,
            String action,
            String status,
            String statusWord,
            String due,
            String note,
            boolean late) {}

    record WorstLine(
            String href, String title, String reference, String status, String word, String owner, String due) {}

    /** @param from the word of the status before, and fromStatus its code; both empty for a first verdict */
    record ChangeLine(
            String href,
            String title,
            String reference,
            String fromStatus,
            String from,
            String toStatus,
            String to,
            String when) {}

    record Step(String href, String title, String why) {}

    /** @param bar the shares of the statuses, drawn: SVG made by us, safe to show as it is */
    record StartPage(
            String lead,
            boolean reads,
            int inForce,
            String bar,
            List<StatusCount> counts,
            List<DutyLine> duties,
            List<WorstLine> worst,
            List<ChangeLine> changes,
            List<Step> steps) {}

    /** @param colours and spaces: names of tokens of the style sheet */
    record DesignPage(
            List<String> colours,
            List<String> spaces,
            List<StatusCount> statuses,
            String bar,
            List<Option> options,
            Errors errors) {}
}
