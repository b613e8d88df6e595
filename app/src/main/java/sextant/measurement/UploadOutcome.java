package sextant.measurement;

import java.util.List;
import sextant.measurement.intake.Outcome;
import sextant.measurement.intake.Row;
import sextant.platform.language.Reader;

/**
 * What became of an upload, in its sender's words.
 *
 * @param code below {@code upload.outcome.}
 * @param reason what it stopped at; else empty
 * @param bad the first bad rows
 */
public record UploadOutcome(
        String code, int added, int unchanged, long different, long badRows, String reason, List<BadLine> bad) {
    public record BadLine(long line, List<String> cells, List<String> problems) {}

    private static final int SHOWN = 20;

    static UploadOutcome of(RecordMeasurements.Result result, Reader reader) {
        return switch (result) {
            case RecordMeasurements.Result.Recorded done ->
                new UploadOutcome(
                        "recorded",
                        done.added(),
                        done.unchanged(),
                        done.different(),
                        done.badRows(),
                        "",
                        lines(done.bad(), reader));
            case RecordMeasurements.Result.AlreadyRecorded again -> plain("again");
            case RecordMeasurements.Result.BadRows(long count, var bad) ->
                new UploadOutcome("bad-rows", 0, 0, 0, count, "", lines(bad, reader));
            case RecordMeasurements.Result.Stopped(Outcome.Stopped why, var bad) ->
                new UploadOutcome(
                        "stopped", 0, 0, 0, why.bad(), IntakeProblems.text(why.reason(), reader), lines(bad, reader));
            case RecordMeasurements.Result.Retired retired -> plain("retired");
            case RecordMeasurements.Result.NotOfItsKind single -> throw ofOneValue(single);
            case RecordMeasurements.Result.InTheFuture single -> throw ofOneValue(single);
            case RecordMeasurements.Result.AlreadyMeasured single -> throw ofOneValue(single);
            case RecordMeasurements.Result.NothingToCorrect single -> throw ofOneValue(single);
            case RecordMeasurements.Result.SameValue single -> throw ofOneValue(single);
        };
    }

    static UploadOutcome plain(String code) {
        return new UploadOutcome(code, 0, 0, 0, 0, "", List.of());
    }

    boolean isRecorded() {
        return code.equals("recorded") || code.equals("again");
    }

    private static List<BadLine> lines(List<Row.Bad> bad, Reader reader) {
        return bad.stream()
                .limit(SHOWN)
                .map(row -> new BadLine(
                        row.line(),
                        row.cells(),
                        row.problems().stream()
                                .map(problem -> IntakeProblems.text(problem, reader))
                                .toList()))
                .toList();
    }

    private static IllegalStateException ofOneValue(RecordMeasurements.Result result) {
        return new IllegalStateException("an answer to a single value: " + result);
    }
}
