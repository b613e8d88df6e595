package sextant.demonstration;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.stereotype.Component;
import sextant.measurement.Cadence;
import sextant.measurement.DefineKpi;
import sextant.measurement.Direction;
import sextant.measurement.Frequency;
import sextant.measurement.KeepUpload;
import sextant.measurement.Kpi;
import sextant.measurement.KpiId;
import sextant.measurement.Kpis;
import sextant.measurement.RecordMeasurements;
import sextant.measurement.RecordUpload;
import sextant.measurement.ValueKind;
import sextant.measurement.intake.Columns;
import sextant.measurement.intake.DateFormat;
import sextant.measurement.intake.Delimiter;
import sextant.measurement.intake.Mapping;
import sextant.measurement.intake.NumberStyle;
import sextant.measurement.intake.Quote;
import sextant.people.Actor;
import sextant.platform.database.Transactions;
import sextant.platform.tables.Encoding;
import sextant.platform.tables.UnreadableSheet;

/** KPIs and their values: entered by hand or as a month's file, some late, some wrong and corrected, some never. */
@Component
@ConditionalOnBean(StoryClock.class)
class MeasurementPart {
    private final DefineKpi define;
    private final Kpis kpis;
    private final RecordMeasurements record;
    private final KeepUpload keep;
    private final RecordUpload recordUpload;
    private final Transactions transactions;

    MeasurementPart(
            DefineKpi define,
            Kpis kpis,
            RecordMeasurements record,
            KeepUpload keep,
            RecordUpload recordUpload,
            Transactions transactions) {
        this.define = define;
        this.kpis = kpis;
        this.record = record;
        this.keep = keep;
        this.recordUpload = recordUpload;
        this.transactions = transactions;
    }

    void write(Script script, Cast cast, Story.KpiOfStory kpi) {
        Instant defined = script.at(script.day(kpi.on()), kpi.reference());
        script.add(defined, kpi.reference(), () -> define(script, cast, kpi));
        if (kpi.values() == null) return;
        Series series =
                new Series(script, kpi.reference(), kind(kpi), cadence(kpi).frequency(), kpi.values());
        if (kpi.values().file() == null) byHand(script, cast, kpi, kpi.values(), series);
        else byFile(script, cast, kpi, kpi.values().file(), kpi.values(), series);
    }

    void write(Script script, Cast cast, Story.Change.Redefined change) {
        Instant at = script.at(script.day(change.on()), change.toString());
        script.add(at, change.kpi() + " is defined anew", () -> redefine(script, cast, change));
    }

    private void define(Script script, Cast cast, Story.KpiOfStory kpi) {
        Kpi.Definition definition = new Kpi.Definition(
                kpi.reference(),
                kpi.name(),
                cast.unit(kpi.unit()),
                kpi.need(),
                kpi.formula(),
                kind(kpi),
                kpi.measuredIn(),
                Direction.valueOf(kpi.direction().toUpperCase(Locale.ROOT)),
                kpi.source(),
                kpi.evidence(),
                cadence(kpi),
                frequency(kpi.analysed()),
                frequency(kpi.reported()),
                Optional.of(cast.person(kpi.measuredBy())),
                Optional.of(cast.person(kpi.analysedBy())),
                cast.persons(kpi.receivedBy()),
                Optional.of(script.day(kpi.nextReview())));
        DefineKpi.Result result = define.add(cast.actor(kpi.by()), definition);
        cast.kpi(
                kpi.reference(), Went.well(result, DefineKpi.Result.Saved.class).kpi());
    }

    private void redefine(Script script, Cast cast, Story.Change.Redefined change) {
        KpiId id = cast.kpi(change.kpi());
        Kpi now = transactions.read(cast.organization(), () -> kpis.get(cast.organization(), id));
        Kpi.Definition was = now.definition();
        Kpi.Definition definition = new Kpi.Definition(
                was.reference(),
                was.name(),
                was.unit(),
                was.informationNeed(),
                change.formula(),
                was.valueKind(),
                was.unitOfMeasure(),
                was.direction(),
                was.source(),
                was.implementationEvidence(),
                was.cadence(),
                was.analysedEvery(),
                was.reportedEvery(),
                was.measuredBy(),
                was.analysedBy(),
                was.receivedBy(),
                Optional.of(script.day(change.nextReview())));
        Went.well(
                define.change(cast.actor(change.by()), id, now.version(), definition, false, change.reason()),
                DefineKpi.Result.Saved.class);
    }

    private void byHand(Script script, Cast cast, Story.KpiOfStory kpi, Story.Values values, Series series) {
        Map<Integer, Story.Correction> corrections =
                values.corrections().stream().collect(Collectors.toMap(Story.Correction::of, one -> one));
        for (Series.Value value : series.values()) {
            int month = series.monthsFromNow(value.day());
            Instant entered = script.at(value.day().plusDays(values.recorded()), kpi.reference() + value.day());
            Story.Correction wrong = corrections.remove(month);
            BigDecimal first = wrong == null ? value.value() : value.value().add(wrong.wrong());
            String note = values.notes().getOrDefault(month, "");
            script.add(
                    entered,
                    kpi.reference() + " of " + value.day(),
                    () -> Went.well(
                            record.one(
                                    cast.actor(kpi.measuredBy()),
                                    cast.kpi(kpi.reference()),
                                    single(script, value.day(), first, note)),
                            RecordMeasurements.Result.Recorded.class));
            if (wrong != null)
                script.add(
                        script.at(value.day().plusDays(values.recorded() + wrong.after()), wrong.reason()),
                        kpi.reference() + " of " + value.day() + ", corrected",
                        () -> Went.well(
                                record.correct(
                                        cast.actor(kpi.measuredBy()),
                                        cast.kpi(kpi.reference()),
                                        single(script, value.day(), value.value(), note),
                                        wrong.reason()),
                                RecordMeasurements.Result.Recorded.class));
        }
    }

    private static RecordMeasurements.Single single(Script script, LocalDate day, BigDecimal value, String note) {
        return new RecordMeasurements.Single(
                day.atStartOfDay(script.zone()).toInstant(), value, Optional.empty(), note, Optional.empty());
    }

    private void byFile(
            Script script, Cast cast, Story.KpiOfStory kpi, String name, Story.Values values, Series series) {
        Map<YearMonth, List<Series.Value>> months = series.values().stream()
                .collect(
                        Collectors.groupingBy(value -> YearMonth.from(value.day()), TreeMap::new, Collectors.toList()));
        months.forEach((month, ofMonth) -> {
            Instant entered = script.at(month.plusMonths(1).atDay(1 + values.recorded()), kpi.reference() + month);
            StringBuilder csv = new StringBuilder("date,value\n");
            for (Series.Value value : ofMonth)
                csv.append(value.day())
                        .append(',')
                        .append(value.value().toPlainString())
                        .append('\n');
            script.add(
                    entered,
                    kpi.reference() + ", the file of " + month,
                    () -> upload(
                            cast.actor(kpi.measuredBy()),
                            cast.kpi(kpi.reference()),
                            name + "-" + month + ".csv",
                            csv.toString(),
                            script.zone()));
        });
    }

    private void upload(Actor actor, KpiId kpi, String name, String csv, ZoneId zone) {
        byte[] content = csv.getBytes(StandardCharsets.UTF_8);
        Mapping mapping = new Mapping(
                Encoding.UTF_8,
                Delimiter.COMMA,
                Quote.DOUBLE,
                true,
                2,
                new Columns(0, 1),
                NumberStyle.PLAIN,
                DateFormat.ISO_DATE,
                zone);
        try {
            UUID upload = keep.keep(actor, kpi, name, () -> new ByteArrayInputStream(content));
            RecordUpload.Answer.Now now = Went.well(
                    recordUpload.record(actor, keep.get(actor, kpi, upload), mapping, true),
                    RecordUpload.Answer.Now.class);
            Went.well(now.result(), RecordMeasurements.Result.Recorded.class);
        } catch (UnreadableSheet e) {
            throw new IllegalStateException("CSV is no spreadsheet", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ValueKind kind(Story.KpiOfStory kpi) {
        return Cast.known(ValueKind.BY_CODE, kpi.kind());
    }

    /** @param kpi whose {@code collected} is such as {@code month+10}: the frequency and the days of grace */
    private static Cadence cadence(Story.KpiOfStory kpi) {
        String[] parts = kpi.collected().split("\\+");
        return new Cadence(frequency(parts[0]), Integer.parseInt(parts[1]));
    }

    private static Frequency frequency(String written) {
        return Frequency.valueOf(written.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
