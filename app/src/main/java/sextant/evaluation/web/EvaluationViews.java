package sextant.evaluation.web;

import java.util.List;
import sextant.evaluation.TargetDrawing;
import sextant.platform.web.Asked;
import sextant.platform.web.Exports;
import sextant.platform.web.Option;
import sextant.platform.web.Past;

/** What the pages of this module show, everything decided; the templates only lay out. */
public interface EvaluationViews {
    record TargetStanding(
            String kpiName,
            String kpiLink,
            String kind,
            String status,
            String statusWord,
            String sentence,
            String baseline,
            String last,
            String goal,
            String due,
            String unit) {}

    /** @param gauge and charts: SVG made by us, safe to show as it is */
    record StandingPanel(
            String status,
            String statusWord,
            String bigValue,
            String unit,
            String bigCaption,
            String sentence,
            String rule,
            String gauge) {}

    /** @param note that not all is drawn; empty when it is */
    record TargetChart(
            String caption,
            String note,
            String wide,
            String narrow,
            List<TargetDrawing.Reading> readings,
            String unit) {}

    record TargetsPanel(List<TargetChart> charts, List<TargetStanding> targets) {}

    /** What something comes to, and the objective it comes from. */
    record TotalCell(String status, String word, String reference, String title, String href) {
        static final TotalCell NONE = new TotalCell("", "", "", "", "");

        public boolean is() {
            return !status.isEmpty();
        }
    }

    /**
     * An objective in the tree.
     *
     * @param total what it comes to, when another one decides
     * @param serves the number of the one it serves; empty for none
     */
    record PartRow(
            String reference,
            String title,
            String unit,
            String href,
            String status,
            String word,
            TotalCell total,
            String serves) {}

    /**
     * A unit in the tree.
     *
     * @param bar SVG made by us, safe to show as it is
     * @param open where its objectives are shown; empty when they are, or when it has none
     */
    record LevelRow(
            String id,
            String name,
            int depth,
            String kind,
            int objectives,
            String bar,
            TotalCell total,
            boolean bare,
            String open,
            List<PartRow> parts) {}

    record CascadePage(Asked asked, List<LevelRow> levels, List<String> bare, Past past) {}

    /** @param served one or none */
    record CascadePanel(List<PartRow> served, List<PartRow> serving, TotalCell total, String href) {}

    record StatusChip(String href, String status, String word, long count, boolean current) {}

    record RegisterLine(
            String reference,
            String href,
            String title,
            String unit,
            String status,
            String statusWord,
            String state,
            String value,
            String valueUnit,
            String owner,
            String due,
            String dueNote,
            boolean late) {}

    record RegisterPage(
            List<StatusChip> chips,
            Asked asked,
            List<Option> units,
            List<Option> owners,
            List<Option> states,
            List<Asked.Column> columns,
            List<RegisterLine> lines,
            int total,
            String next,
            Exports exports,
            Past past,
            boolean creates) {}
}
