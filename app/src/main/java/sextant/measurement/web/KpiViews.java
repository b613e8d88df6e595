package sextant.measurement.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sextant.measurement.Kpi;
import sextant.measurement.KpiId;
import sextant.measurement.UploadOutcome;
import sextant.platform.web.Asked;
import sextant.platform.web.Errors;
import sextant.platform.web.Exports;
import sextant.platform.web.Option;
import sextant.platform.web.Past;

/** What the pages of this module show, everything decided; the templates only lay out. */
public interface KpiViews {
    /** @param version the version that was read, for the check against somebody else's write */
    record KpiForm(
            @Nullable String reference,
            @Nullable String name,
            @Nullable String unit,
            @Nullable String informationNeed,
            @Nullable String formula,
            @Nullable String valueKind,
            @Nullable String unitOfMeasure,
            @Nullable String direction,
            @Nullable String source,
            @Nullable String implementationEvidence,
            @Nullable String collectedEvery,
            @Nullable String graceDays,
            @Nullable String analysedEvery,
            @Nullable String reportedEvery,
            @Nullable String measuredBy,
            @Nullable String analysedBy,
            @Nullable List<String> receivedBy,
            @Nullable String nextReview,
            @Nullable String retired,
            @Nullable String reason,
            @Nullable String version) {
        /** The same, typed over that version. */
        KpiForm over(int version) {
            return new KpiForm(
                    reference,
                    name,
                    unit,
                    informationNeed,
                    formula,
                    valueKind,
                    unitOfMeasure,
                    direction,
                    source,
                    implementationEvidence,
                    collectedEvery,
                    graceDays,
                    analysedEvery,
                    reportedEvery,
                    measuredBy,
                    analysedBy,
                    receivedBy,
                    nextReview,
                    retired,
                    reason,
                    String.valueOf(version));
        }
    }

    record MeasurementForm(
            @Nullable String at,
            @Nullable String value,
            @Nullable String periodFrom,
            @Nullable String note,
            @Nullable String reason) {}

    record KpiLine(Kpi kpi, String href, String unit, String value, String measured, boolean retired) {}

    record KpisPage(
            List<KpiLine> lines,
            Asked asked,
            List<Option> units,
            List<Option> states,
            List<Asked.Column> columns,
            String next,
            Exports exports,
            Past past,
            boolean defines) {}

    record KpiFormPage(
            @Nullable KpiId id,
            String title,
            KpiForm form,
            List<Option> units,
            List<Option> persons,
            List<Option> valueKinds,
            List<Option> directions,
            List<Option> frequencies,
            Errors errors) {}

    /** One measurement as the table shows it. */
    record Line(
            String at,
            String isoAt,
            String value,
            String note,
            String reason,
            String source,
            String recorded,
            boolean corrected,
            boolean correction,
            @Nullable String evidence) {}

    record Fact(String label, String value) {}

    /** @param drawn how many measurements the chart shows, the newest; 0 when it shows them all */
    record KpiPage(
            KpiId id,
            String reference,
            String name,
            String unitName,
            boolean retired,
            String lastValue,
            String lastAt,
            String unitOfMeasure,
            String chart,
            int drawn,
            List<Fact> facts,
            List<Line> lines,
            int count,
            String older,
            Past past,
            boolean records,
            boolean defines) {}

    record MeasurementPage(
            KpiId id,
            String name,
            String unitOfMeasure,
            boolean correction,
            String was,
            MeasurementForm form,
            Errors errors) {}

    record MappingForm(
            @Nullable String encoding,
            @Nullable String delimiter,
            @Nullable String header,
            @Nullable String time,
            @Nullable String value,
            @Nullable String note,
            @Nullable String numbers,
            @Nullable String dates,
            @Nullable String mode) {}

    record PreviewLine(long line, boolean good, String at, String value, List<String> cells, List<String> problems) {}

    /**
     * @param partly how many rows were looked at; 0 when that is all of them
     * @param refused why nothing was recorded when it was last tried; empty when it was not
     */
    record PreviewPage(
            KpiId id,
            UUID upload,
            String kpiName,
            String fileName,
            MappingForm form,
            List<Option> encodings,
            List<Option> delimiters,
            List<Option> columns,
            List<Option> numberStyles,
            List<Option> dateFormats,
            boolean readable,
            long good,
            long bad,
            long partly,
            String refused,
            String stopped,
            List<PreviewLine> lines,
            List<PreviewLine> badLines,
            Errors errors) {}

    /**
     * @param open whether it is still being recorded, so that the page looks again
     * @param notAll that not all bad rows are shown; empty when they are
     */
    record UploadPage(
            KpiId id,
            String kpiName,
            String fileName,
            boolean open,
            int progress,
            String stateWord,
            String sentence,
            List<Fact> facts,
            List<UploadOutcome.BadLine> badLines,
            String notAll) {}
}
