package sextant.conformance.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sextant.platform.web.Asked;
import sextant.platform.web.Errors;
import sextant.platform.web.Exports;
import sextant.platform.web.Option;
import sextant.platform.web.Past;

/** What the pages of this module show, everything decided. */
public interface ConformanceViews {
    /** @param href where the letter is explained; word says the same as the mark */
    record Cell(String letter, String state, String word, String href) {}

    record Row(String reference, String title, String href, String unit, List<Cell> cells, int gaps) {}

    /** @param letter as in the standard; about says in a few words what it asks for */
    record Head(String letter, String about, int gaps) {}

    record Bare(String name, String href) {}

    record BoardPage(
            List<Head> heads,
            List<Row> rows,
            int objectives,
            int gaps,
            int accepted,
            List<Bare> bareUnits,
            Asked asked,
            List<Option> units,
            boolean onlyGaps,
            Exports exports,
            Past past,
            String next) {}

    /** @param link to the evidence, or to the field that mends the gap; empty when there is neither yet */
    record Line(
            String letter,
            String about,
            String state,
            String word,
            String finding,
            String link,
            String linkWord,
            String accepted,
            boolean mayAccept,
            boolean mayEnd) {}

    record ObjectivePage(UUID objective, String reference, String title, String summary, Past past, List<Line> lines) {}

    record PanelPage(UUID objective, List<Cell> cells, String summary) {}

    record AcceptanceForm(@Nullable String reason, @Nullable String until) {}

    record AcceptancePage(
            UUID objective,
            String reference,
            String title,
            String letter,
            String about,
            String finding,
            AcceptanceForm form,
            Errors errors) {}
}
