package sextant.measurement.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sextant.measurement.Codes;
import sextant.measurement.IntakeProblems;
import sextant.measurement.Kpi;
import sextant.measurement.Measurement;
import sextant.measurement.RecordMeasurements.Result;
import sextant.measurement.intake.Row;
import sextant.measurement.web.KpiViews.KpiForm;
import sextant.measurement.web.KpiViews.MeasurementForm;
import sextant.people.PersonId;
import sextant.platform.language.Reader;

/** What programs send and get about KPIs and measurements. Numbers are decimals and keep every digit. */
public interface KpiResources {
    /** @param graceDays how long after its period a value may come before it counts as missing, 0 to 366 */
    record KpiRequest(
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
            @Nullable Integer graceDays,
            @Nullable String analysedEvery,
            @Nullable String reportedEvery,
            @Nullable String measuredBy,
            @Nullable String analysedBy,
            @Nullable List<String> receivedBy,
            @Nullable LocalDate nextReview,
            @Nullable Boolean retired,
            @Nullable String reason) {
        KpiForm form(String freeReference) {
            return new KpiForm(
                    reference == null ? freeReference : reference,
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
                    graceDays == null ? null : graceDays.toString(),
                    analysedEvery,
                    reportedEvery,
                    measuredBy,
                    analysedBy,
                    receivedBy,
                    nextReview == null ? null : nextReview.toString(),
                    String.valueOf(retired),
                    reason,
                    null);
        }
    }

    record KpiResource(
            UUID id,
            String reference,
            String name,
            UUID unit,
            String informationNeed,
            String formula,
            String valueKind,
            String unitOfMeasure,
            String direction,
            String source,
            String implementationEvidence,
            String collectedEvery,
            int graceDays,
            String analysedEvery,
            String reportedEvery,
            @Nullable UUID measuredBy,
            @Nullable UUID analysedBy,
            List<UUID> receivedBy,
            @Nullable LocalDate nextReview,
            boolean retired,
            int version) {
        static KpiResource of(Kpi kpi) {
            Kpi.Definition it = kpi.definition();
            return new KpiResource(
                    kpi.id().value(),
                    it.reference(),
                    it.name(),
                    it.unit().value(),
                    it.informationNeed(),
                    it.formula(),
                    it.valueKind().code(),
                    it.unitOfMeasure(),
                    Codes.of(it.direction()),
                    it.source(),
                    it.implementationEvidence(),
                    Codes.of(it.cadence().frequency()),
                    it.cadence().graceDays(),
                    Codes.of(it.analysedEvery()),
                    Codes.of(it.reportedEvery()),
                    person(it.measuredBy()),
                    person(it.analysedBy()),
                    it.receivedBy().stream().map(PersonId::value).toList(),
                    it.nextReview().orElse(null),
                    kpi.retired(),
                    kpi.version());
        }

        private static @Nullable UUID person(Optional<PersonId> person) {
            return person.map(PersonId::value).orElse(null);
        }
    }

    /**
     * One value.
     *
     * @param at a date, which stands for the start of that day in the organization's zone, or an RFC 3339 date-time
     * @param evidence the digest of a file sent to {@code /files} before
     * @param reason why a value is corrected; needed for a correction, and for nothing else
     */
    record MeasurementRequest(
            @Nullable String at,
            @Nullable BigDecimal value,
            @Nullable LocalDate periodFrom,
            @Nullable String note,
            @Nullable String evidence,
            @Nullable String reason) {
        MeasurementForm form() {
            return new MeasurementForm(
                    at,
                    value == null ? null : value.toPlainString(),
                    periodFrom == null ? null : periodFrom.toString(),
                    note,
                    reason);
        }
    }

    /**
     * One row as recorded.
     *
     * @param correction 0 for the first value of that time, greater for each one that replaced it
     * @param evidence the digest of the file that came with it
     */
    record MeasurementResource(
            Instant at,
            int correction,
            BigDecimal value,
            @Nullable LocalDate periodFrom,
            String note,
            String reason,
            String channel,
            String sourceName,
            Instant recordedAt,
            UUID recordedBy,
            @Nullable String evidence) {
        static MeasurementResource of(Measurement it) {
            return new MeasurementResource(
                    it.at(),
                    it.correction(),
                    it.value(),
                    it.periodFrom().orElse(null),
                    it.note(),
                    it.reason(),
                    it.channel(),
                    it.sourceName(),
                    it.recordedAt(),
                    it.recordedBy(),
                    it.evidence().orElse(null));
        }
    }

    /** @param line where the row stands, from 1: a line of CSV or NDJSON, an element of a JSON array */
    record BadRow(long line, List<String> cells, List<String> problems) {
        static BadRow of(Row.Bad row, Reader reader) {
            return new BadRow(
                    row.line(),
                    row.cells(),
                    row.problems().stream()
                            .map(problem -> IntakeProblems.text(problem, reader))
                            .toList());
        }
    }

    /**
     * What became of a batch.
     *
     * @param unchanged times that had the same value already; different times that have another one, which a batch never
     *     changes: a correction is its own act
     * @param bad the first of the bad rows
     */
    record BatchResource(
            int added, int unchanged, long different, long badRows, List<BadRow> bad, boolean alreadyRecorded) {
        static BatchResource of(Result.Recorded it, Reader reader) {
            return new BatchResource(
                    it.added(),
                    it.unchanged(),
                    it.different(),
                    it.badRows(),
                    it.bad().stream().map(row -> BadRow.of(row, reader)).toList(),
                    false);
        }

        static BatchResource again() {
            return new BatchResource(0, 0, 0, 0, List.of(), true);
        }
    }

    record FileResource(String digest, String name, long length) {}
}
