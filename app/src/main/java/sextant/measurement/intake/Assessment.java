package sextant.measurement.intake;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sextant.platform.tables.Formulas;

/** Judges the rows of one upload, hands them over and counts them. */
final class Assessment {

    /** What a row says, still as text; null or blank where it says nothing. */
    record Said(
            @Nullable String time,
            @Nullable String value,
            @Nullable String note,
            @Nullable String periodFrom) {}

    /** How a row's times and numbers are written. */
    interface Reading {
        Parsed<Times.Time> time(Column column, String text);

        Parsed<BigDecimal> value(String text);
    }

    private static final LocalDate EARLIEST = LocalDate.EPOCH;

    private final Reading reading;
    private final Limits limits;
    private final Instant latest;
    private final Consumer<Row> rows;
    private final TimesSeen seen;
    private long good;
    private long bad;

    /** Now serves as the seed as well: nobody outside knows it to the microsecond. */
    Assessment(Reading reading, Limits limits, Instant now, Consumer<Row> rows) {
        this.reading = reading;
        this.limits = limits;
        this.latest = now.plus(Limits.AHEAD);
        this.rows = rows;
        this.seen = new TimesSeen(now.getEpochSecond() * 1_000_000_000L + now.getNano());
    }

    boolean isFull() {
        return good + bad >= limits.maxRows();
    }

    Outcome finished() {
        return new Outcome.Finished(good, bad);
    }

    Outcome stopped(Outcome.Reason reason, long line) {
        return new Outcome.Stopped(reason, line, good, bad);
    }

    void refuse(long line, List<Problem> problems, List<String> cells) {
        bad++;
        rows.accept(new Row.Bad(line, problems, cells));
    }

    void refuse(long line, Problem problem, String text) {
        refuse(line, List.of(problem), List.of(shown(text)));
    }

    /** As a row's cell is shown: within the limit and well-formed. */
    String shown(String cell) {
        return Text.wellFormed(Text.cut(cell, limits.maxCellCharacters()));
    }

    void assess(long line, Said said, Supplier<List<String>> cells) {
        List<Problem> problems = new ArrayList<>(0);
        Times.Time time = time(Column.TIME, said.time(), problems);
        BigDecimal value = value(said.value(), problems);
        String note = note(said.note(), problems);
        LocalDate periodFrom = periodFrom(said.periodFrom(), time, problems);
        if (time == null || value == null || !problems.isEmpty()) {
            refuse(line, problems, cells.get());
            return;
        }
        long first = seen.firstLine(ChronoUnit.MICROS.between(Instant.EPOCH, time.at()), Math.toIntExact(line));
        if (first != 0) {
            refuse(line, List.of(new Problem.DuplicateTime(time.at(), first)), cells.get());
            return;
        }
        good++;
        rows.accept(new Row.Good(line, time.at(), time.localDate(), value, note, periodFrom));
    }

    private Times.@Nullable Time time(Column column, @Nullable String cell, List<Problem> problems) {
        String text = readable(column, cell, problems);
        if (text == null) return null;
        Parsed<Times.Time> parsed = reading.time(column, text);
        if (parsed instanceof Parsed.Refused<Times.Time>(var problem)) {
            problems.add(orFormula(column, text, problem));
            return null;
        }
        Times.Time time = ((Parsed.Read<Times.Time>) parsed).value();
        if (time.localDate().isBefore(EARLIEST)) problems.add(new Problem.DateTooOld(column, time.localDate()));
        if (time.at().isAfter(latest)) problems.add(new Problem.DateInFuture(time.at()));
        return time;
    }

    private @Nullable BigDecimal value(@Nullable String cell, List<Problem> problems) {
        String text = readable(Column.VALUE, cell, problems);
        if (text == null) return null;
        return switch (reading.value(text)) {
            case Parsed.Read<BigDecimal>(var value) -> value;
            case Parsed.Refused<BigDecimal>(var problem) -> {
                problems.add(orFormula(Column.VALUE, text, problem));
                yield null;
            }
        };
    }

    private @Nullable String note(@Nullable String cell, List<Problem> problems) {
        if (cell == null || Text.trim(cell).isEmpty()) return null;
        String text = readable(Column.NOTE, cell, problems);
        if (text == null) return null;
        if (Formulas.isFormula(text) || Formulas.isFormula(Text.trim(text))) {
            problems.add(new Problem.FormulaInCell(Column.NOTE, Text.shown(text)));
            return null;
        }
        String note = Text.trim(Formulas.unescape(text)).replace("\r\n", "\n").replace('\r', '\n');
        return note.isEmpty() ? null : note;
    }

    private @Nullable LocalDate periodFrom(@Nullable String text, Times.@Nullable Time time, List<Problem> problems) {
        if (text == null || Text.trim(text).isEmpty()) return time == null ? null : time.periodFrom();
        Times.Time start = time(Column.PERIOD_FROM, text, problems);
        if (start == null || time == null) return null;
        LocalDate from = start.periodFrom() == null ? start.localDate() : start.periodFrom();
        if (from.isAfter(time.localDate())) problems.add(new Problem.PeriodReversed(from, time.localDate()));
        return from;
    }

    /** The cell's text when it can be looked at; else null and the problem noted. */
    private @Nullable String readable(Column column, @Nullable String text, List<Problem> problems) {
        if (text == null || Text.trim(text).isEmpty()) problems.add(new Problem.MissingCell(column));
        else if (text.length() > limits.maxCellCharacters())
            problems.add(new Problem.CellTooLong(column, limits.maxCellCharacters()));
        else if (Text.isUndecodable(text)) problems.add(new Problem.Undecodable());
        else if (Text.controlCharacter(text) >= 0)
            problems.add(new Problem.ControlCharacter(column, Text.controlCharacter(text)));
        else return text;
        return null;
    }

    private static Problem orFormula(Column column, String text, Problem problem) {
        boolean unread = problem instanceof Problem.NotADate || problem instanceof Problem.NotANumber;
        boolean formula = Formulas.isFormula(text) || Formulas.isFormula(Text.trim(text));
        return unread && formula ? new Problem.FormulaInCell(column, Text.shown(text)) : problem;
    }
}
