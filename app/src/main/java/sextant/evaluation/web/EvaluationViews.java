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
