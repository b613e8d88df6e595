package sextant.measurement.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sextant.measurement.Cadence;
import sextant.measurement.Codes;
import sextant.measurement.Frequency;
import sextant.measurement.Kpi;
import sextant.measurement.RecordMeasurements;
import sextant.measurement.ValueKind;
import sextant.measurement.web.KpiViews.KpiForm;
import sextant.measurement.web.KpiViews.MeasurementForm;
import sextant.people.PersonId;
import sextant.people.UnitId;
import sextant.platform.files.StoredFiles;
import sextant.platform.web.Checks;
import sextant.platform.web.Parsed;

/** What people and programs send about KPIs and measurements, parsed once for page and API alike. */
final class KpiForms {
    private KpiForms() {}

    static Parsed<Kpi.Definition> definition(Checks checks, KpiForm form) {
        String reference = checks.required("reference", form.reference(), 40);
        String name = checks.required("name", form.name(), 200);
        Optional<UnitId> unit = checks.id("unit", form.unit()).map(UnitId::new);
        if (unit.isEmpty()) checks.reject("unit", "required");
        String need = checks.optional("informationNeed", form.informationNeed(), 4000);
        String formula = checks.optional("formula", form.formula(), 4000);
        Optional<ValueKind> kind = checks.requiredChoice("valueKind", form.valueKind(), ValueKind.BY_CODE);
        String unitOfMeasure = checks.optional("unitOfMeasure", form.unitOfMeasure(), 40);
        var direction = checks.requiredChoice("direction", form.direction(), Codes.DIRECTIONS);
        String source = checks.optional("source", form.source(), 2000);
        String evidence = checks.optional("implementationEvidence", form.implementationEvidence(), 4000);
        Optional<Frequency> collected =
                checks.requiredChoice("collectedEvery", form.collectedEvery(), Codes.FREQUENCIES);
        int grace = checks.wholeNumber("graceDays", form.graceDays(), 0, 366).orElse(0);
        Optional<Frequency> analysed = checks.choice("analysedEvery", form.analysedEvery(), Codes.FREQUENCIES);
        Optional<Frequency> reported = checks.choice("reportedEvery", form.reportedEvery(), Codes.FREQUENCIES);
        Optional<PersonId> measuredBy =
                checks.id("measuredBy", form.measuredBy()).map(PersonId::new);
        Optional<PersonId> analysedBy =
                checks.id("analysedBy", form.analysedBy()).map(PersonId::new);
        var receivedBy = checks.ids("receivedBy", form.receivedBy()).stream()
                .map(PersonId::new)
                .toList();
        Optional<LocalDate> nextReview = checks.date("nextReview", form.nextReview());
        return Parsed.of(
                checks,
                () -> new Kpi.Definition(
                        reference,
                        name,
                        unit.orElseThrow(),
                        need,
                        formula,
                        kind.orElseThrow(),
                        unitOfMeasure,
                        direction.orElseThrow(),
                        source,
                        evidence,
                        new Cadence(collected.orElseThrow(), grace),
                        analysed.orElse(collected.orElseThrow()),
                        reported.orElse(collected.orElseThrow()),
                        measuredBy,
                        analysedBy,
                        receivedBy,
                        nextReview));
    }

    /** @param zone where a date without a time is meant: it stands for the start of that day */
    static Parsed<RecordMeasurements.Single> measurement(
            Checks checks, MeasurementForm form, ZoneId zone, Optional<StoredFiles.StoredFile> evidence) {
        Optional<Instant> at = at(checks, form.at(), zone);
        Optional<BigDecimal> value = checks.number("value", form.value());
        if (value.isEmpty() && Objects.requireNonNullElse(form.value(), "").isBlank())
            checks.reject("value", "required");
        Optional<LocalDate> periodFrom = checks.date("periodFrom", form.periodFrom());
        String note = checks.optional("note", form.note(), 2000);
        return Parsed.of(
                checks,
                () -> new RecordMeasurements.Single(at.orElseThrow(), value.orElseThrow(), periodFrom, note, evidence));
    }

    private static Optional<Instant> at(Checks checks, @Nullable String raw, ZoneId zone) {
        String text = checks.required("at", raw, 40);
        if (text.isEmpty()) return Optional.empty();
        try {
            Instant at = text.length() <= 10
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            int year = at.atZone(zone).getYear();
            if (year < 1970 || year > 2199) {
                checks.reject("at", "not-a-date", text);
                return Optional.empty();
            }
            return Optional.of(at.truncatedTo(java.time.temporal.ChronoUnit.MICROS));
        } catch (DateTimeParseException notATime) {
            checks.reject("at", "not-a-date", text);
            return Optional.empty();
        }
    }

    /** Everybody that the form names. */
    static List<@Nullable String> named(KpiForm form) {
        List<@Nullable String> named = new ArrayList<>(form.receivedBy() == null ? List.of() : form.receivedBy());
        named.add(form.measuredBy());
        named.add(form.analysedBy());
        return named;
    }

    static KpiForm form(Kpi kpi) {
        Kpi.Definition it = kpi.definition();
        return new KpiForm(
                it.reference(),
                it.name(),
                it.unit().toString(),
                it.informationNeed(),
                it.formula(),
                it.valueKind().code(),
                it.unitOfMeasure(),
                Codes.of(it.direction()),
                it.source(),
                it.implementationEvidence(),
                Codes.of(it.cadence().frequency()),
                String.valueOf(it.cadence().graceDays()),
                Codes.of(it.analysedEvery()),
                Codes.of(it.reportedEvery()),
                it.measuredBy().map(PersonId::toString).orElse(""),
                it.analysedBy().map(PersonId::toString).orElse(""),
                it.receivedBy().stream().map(PersonId::toString).toList(),
                it.nextReview().map(LocalDate::toString).orElse(""),
                String.valueOf(kpi.retired()),
                "",
                String.valueOf(kpi.version()));
    }

    static int version(@Nullable String raw) {
        return raw != null && raw.matches("\\d{1,9}") ? Integer.parseInt(raw) : 0;
    }
}
