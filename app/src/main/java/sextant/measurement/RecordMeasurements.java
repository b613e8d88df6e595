package sextant.measurement;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import sextant.ledger.Hash;
import sextant.measurement.intake.Limits;
import sextant.measurement.intake.Outcome;
import sextant.measurement.intake.Row;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.platform.Ids;
import sextant.platform.Stale;
import sextant.platform.database.Transactions;
import sextant.platform.files.StoredFiles;

/** Takes measurements in: one by hand, many by upload or API, and corrections. */
@Component
public class RecordMeasurements {
    /** Reads rows and hands each on; what a file or request body becomes. */
    public interface Source {
        Outcome read(InputStream input, Instant now, Consumer<Row> rows) throws IOException;
    }

    /** One value as a person enters it. */
    public record Single(
            Instant at,
            BigDecimal value,
            Optional<LocalDate> periodFrom,
            String note,
            Optional<StoredFiles.StoredFile> evidence) {}

    /** What a batch is called: where it came in and under what name. */
    public record Origin(String channel, String name, Hash digest) {}

    /**
     * @param allOrNothing refuse the whole batch when any row is bad
     * @param dryRun keep nothing, and say what would have become of it
     */
    public record Wish(boolean allOrNothing, boolean dryRun) {}

    public sealed interface Result {
        /**
         * @param unchanged times that were there already with the same value
         * @param different times that were there already with another value: nothing was changed; a correction is its own act
         * @param bad the first bad rows, at most {@link #SHOWN}
         */
        record Recorded(int added, int unchanged, long different, long badRows, List<Row.Bad> bad) implements Result {}

        /** This very batch was recorded before; it adds nothing. */
        record AlreadyRecorded() implements Result {}

        /** Nothing was recorded. */
        record BadRows(long badRows, List<Row.Bad> bad) implements Result {}

        /** Reading stopped at a limit; nothing was recorded. */
        record Stopped(Outcome.Stopped why, List<Row.Bad> bad) implements Result {}

        record NotOfItsKind() implements Result {}

        record InTheFuture() implements Result {}

        /** There is a value for that time already, another one. */
        record AlreadyMeasured(BigDecimal value) implements Result {}

        /** A correction needs something to correct. */
        record NothingToCorrect() implements Result {}

        record SameValue() implements Result {}

        record Retired() implements Result {}
    }

    public static final int SHOWN = 100;

    private final Kpis kpis;
    private final Measurements measurements;
    private final Batches batches;
    private final MeasurementWriter writer;
    private final StoredFiles files;
    private final Transactions transactions;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    RecordMeasurements(
            Kpis kpis,
            Measurements measurements,
            Batches batches,
            MeasurementWriter writer,
            StoredFiles files,
            Transactions transactions,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.kpis = kpis;
        this.measurements = measurements;
        this.batches = batches;
        this.writer = writer;
        this.files = files;
        this.transactions = transactions;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** One value by hand; the same value for the same time again adds nothing. */
    public Result one(Actor actor, KpiId id, Single single) {
        return transactions.writeUnless(actor.organization(), RecordMeasurements::isRefusal, () -> {
            Kpi kpi = kpis.get(actor.organization(), id);
            actor.require(Permission.MEASUREMENTS_RECORD, kpi.definition().unit());
            return refusal(kpi, single.at(), single.value())
                    .or(() -> measured(actor, id, single))
                    .orElseGet(() -> written(actor, id, single, "", 0)
                            ? new Result.Recorded(1, 0, 0, 0, List.of())
                            : measured(actor, id, single).orElseThrow(() -> new Stale("measurement")));
        });
    }

    /** The answer when there is a value for that time already. */
    private Optional<Result> measured(Actor actor, KpiId id, Single single) {
        return measurements
                .effective(actor.organization(), id, single.at())
                .map(there -> there.value().compareTo(single.value()) == 0
                        ? new Result.AlreadyRecorded()
                        : new Result.AlreadyMeasured(there.value()));
    }

    /** A later row for a time that has a value: both stay visible. */
    public Result correct(Actor actor, KpiId id, Single single, String reason) {
        return transactions.write(actor.organization(), () -> {
            Kpi kpi = kpis.get(actor.organization(), id);
            actor.require(Permission.MEASUREMENTS_RECORD, kpi.definition().unit());
            Optional<Result> refusal = refusal(kpi, single.at(), single.value());
            if (refusal.isPresent()) return refusal.get();
            Optional<Measurement> there = measurements.effective(actor.organization(), id, single.at());
            if (there.isEmpty()) return new Result.NothingToCorrect();
            if (there.get().value().compareTo(single.value()) == 0) return new Result.SameValue();
            if (!written(actor, id, single, reason, there.get().correction() + 1)) throw new Stale("measurement");
            return new Result.Recorded(1, 0, 0, 0, List.of());
        });
    }

    /** Hears how far writing is, in percent. */
    interface Progress {
        void at(int percent);
    }

    /** Many values in one transaction: all good rows, or none when that was wished and a row is bad. */
    public Result many(Actor actor, KpiId id, Source source, InputStream input, Origin origin, Wish wish)
            throws IOException {
        return many(actor, id, source, input, origin, wish, percent -> {});
    }

    Result many(Actor actor, KpiId id, Source source, InputStream input, Origin origin, Wish wish, Progress progress)
            throws IOException {
        List<Row.Bad> bad = new ArrayList<>();
        long[] badRows = {0};
        // Leaves no trace of what was copied in when the answer is a refusal.
        return transactions.writeUnless(actor.organization(), result -> wish.dryRun() || isRefusal(result), () -> {
            Kpi kpi = kpis.get(actor.organization(), id);
            actor.require(Permission.MEASUREMENTS_RECORD, kpi.definition().unit());
            if (kpi.retired()) return new Result.Retired();
            if (batches.withDigest(actor.organization(), id, origin.digest()).isPresent())
                return new Result.AlreadyRecorded();
            Instant now = clock.instant();
            try (MeasurementWriter.Intake intake = writer.open()) {
                Outcome outcome = source.read(input, now.truncatedTo(ChronoUnit.MICROS), row -> {
                    switch (row) {
                        case Row.Good good when kpi.definition().valueKind().admits(good.value()) -> intake.take(good);
                        case Row.Good wrong -> refuse(notOfItsKind(wrong), bad, badRows);
                        case Row.Bad one -> refuse(one, bad, badRows);
                    }
                });
                if (outcome instanceof Outcome.Stopped stopped) return new Result.Stopped(stopped, bad);
                if (wish.allOrNothing() && badRows[0] > 0) return new Result.BadRows(badRows[0], bad);
                if (intake.rows() == 0) return new Result.BadRows(badRows[0], bad);
                MeasurementWriter.Batch batch = new MeasurementWriter.Batch(
                        ids.next(),
                        id,
                        origin.digest(),
                        origin.channel(),
                        origin.name(),
                        "",
                        null,
                        actor.person().value(),
                        now,
                        0);
                MeasurementWriter.Written written = intake.write(actor.organization(), batch, progress);
                if (written.added() > 0 && !wish.dryRun())
                    events.publishEvent(new DefineKpi.KpiChanged(actor.organization(), id));
                return new Result.Recorded(
                        written.added(), written.unchanged(), written.conflicts(), badRows[0], List.copyOf(bad));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private Optional<Result> refusal(Kpi kpi, Instant at, BigDecimal value) {
        if (kpi.retired()) return Optional.of(new Result.Retired());
        if (!kpi.definition().valueKind().admits(value)) return Optional.of(new Result.NotOfItsKind());
        if (at.isAfter(clock.instant().plus(Limits.AHEAD))) return Optional.of(new Result.InTheFuture());
        return Optional.empty();
    }

    /** False when somebody was quicker, since what is there was read. */
    private boolean written(Actor actor, KpiId id, Single single, String reason, int correction) {
        byte @Nullable [] evidence = single.evidence()
                .map(file -> files.put(actor.organization(), file.name(), file.mediaType(), file.content())
                        .bytes())
                .orElse(null);
        UUID batch = ids.next();
        Hash digest = Hash.sha256((batch.toString()).getBytes(StandardCharsets.US_ASCII));
        Instant now = clock.instant();
        MeasurementWriter.Written written = writer.one(
                actor.organization(),
                new MeasurementWriter.Batch(
                        batch,
                        id,
                        digest,
                        "hand",
                        "",
                        reason,
                        evidence,
                        actor.person().value(),
                        now,
                        correction),
                new Row.Good(
                        1,
                        single.at(),
                        single.at().atZone(actor.organizationZone()).toLocalDate(),
                        single.value(),
                        single.note().isEmpty() ? null : single.note(),
                        single.periodFrom().orElse(null)));
        if (written.added() == 0) return false;
        events.publishEvent(new DefineKpi.KpiChanged(actor.organization(), id));
        return true;
    }

    static boolean isRefusal(Result result) {
        return !(result instanceof Result.Recorded);
    }

    private static Row.Bad notOfItsKind(Row.Good row) {
        return new Row.Bad(
                row.line(),
                List.of(new sextant.measurement.intake.Problem.NotANumber(
                        row.value().toPlainString())),
                List.of(row.at().toString(), row.value().toPlainString()));
    }

    private static void refuse(Row.Bad row, List<Row.Bad> shown, long[] count) {
        count[0]++;
        if (shown.size() < SHOWN) shown.add(row);
    }
}
