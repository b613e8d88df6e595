package sextant.evaluation.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sextant.measurement.Direction;
import sextant.objectives.Bands;
import sextant.objectives.Point;
import sextant.objectives.Range;

/**
 * Explanations as flat text. Rows written with these names outlive the code, so a name is never given another meaning. Dates
 * are ISO 8601, numbers plain decimals with a point.
 */
final class ExplanationText {

    private final Map<String, String> values;

    private ExplanationText(Map<String, String> values) {
        this.values = values;
    }

    static Map<String, String> write(Explanation explanation) {
        ExplanationText text = new ExplanationText(new TreeMap<>(Map.of("code", explanation.code())));
        ExplanationText written = switch (explanation) {
            case Explanation.PeriodAhead(LocalDate begins) -> text.put("begins", begins);
            case Explanation.FirstAwaited(LocalDate expected, LocalDate dueBy) ->
                text.put("expected", expected).put("dueBy", dueBy);
            case Explanation.NeverMeasured(LocalDate expected, LocalDate since) ->
                text.put("expected", expected).put("since", since);
            case Explanation.Stale(Point last, LocalDate expected, LocalDate since) ->
                text.put(last).put("expected", expected).put("since", since);
            case Explanation.AgainstPath against ->
                text.put(against.measured())
                        .put("expected", against.expected())
                        .put(against.bands())
                        .goal(against.direction(), against.target())
                        .put("due", against.due());
            case Explanation.AlreadyMet(Point measured, Direction direction, BigDecimal target, LocalDate due) ->
                text.put(measured).goal(direction, target).put("due", due);
            case Explanation.NothingByDue(LocalDate due) -> text.put("due", due);
            case Explanation.StaleAtEnd(Point last, LocalDate freshUntil, LocalDate decided) ->
                text.put(last).put("freshUntil", freshUntil).put("decided", decided);
            case Explanation.AtDue(Point measured, Direction direction, BigDecimal target, LocalDate due) ->
                text.put(measured).goal(direction, target).put("due", due);
            case Explanation.Maintaining holding ->
                text.put(holding.measured())
                        .put(holding.bands())
                        .goal(holding.direction(), holding.target())
                        .put("until", holding.until());
            case Explanation.Maintained(Point measured, Direction direction, BigDecimal target, LocalDate until) ->
                text.put(measured).goal(direction, target).put("until", until);
            case Explanation.AgainstRange(Point measured, Range range, Bands bands, LocalDate due) ->
                text.put(measured).put(range).put(bands).put("due", due);
            case Explanation.RangeAtDue(Point measured, Range range, LocalDate due) ->
                text.put(measured).put(range).put("due", due);
        };
        return Map.copyOf(written.values);
    }

    static Explanation read(Map<String, String> stored) {
        ExplanationText text = new ExplanationText(stored);
        String code = text.text("code");
        return switch (code) {
            case "period-ahead" -> new Explanation.PeriodAhead(text.date("begins"));
            case "first-awaited" -> new Explanation.FirstAwaited(text.date("expected"), text.date("dueBy"));
            case "never-measured" -> new Explanation.NeverMeasured(text.date("expected"), text.date("since"));
            case "stale" -> new Explanation.Stale(text.measured(), text.date("expected"), text.date("since"));
            case "against-path" ->
                new Explanation.AgainstPath(
                        text.measured(),
                        text.direction(),
                        text.number("expected"),
                        text.bands(),
                        text.number("target"),
                        text.date("due"));
            case "already-met" ->
                new Explanation.AlreadyMet(text.measured(), text.direction(), text.number("target"), text.date("due"));
            case "nothing-by-due" -> new Explanation.NothingByDue(text.date("due"));
            case "stale-at-end" ->
                new Explanation.StaleAtEnd(text.measured(), text.date("freshUntil"), text.date("decided"));
            case "at-due" ->
                new Explanation.AtDue(text.measured(), text.direction(), text.number("target"), text.date("due"));
            case "maintaining" ->
                new Explanation.Maintaining(
                        text.measured(), text.direction(), text.number("target"), text.bands(), text.date("until"));
            case "maintained" ->
                new Explanation.Maintained(
                        text.measured(), text.direction(), text.number("target"), text.date("until"));
            case "against-range" ->
                new Explanation.AgainstRange(text.measured(), text.range(), text.bands(), text.date("due"));
            case "range-at-due" -> new Explanation.RangeAtDue(text.measured(), text.range(), text.date("due"));
            default -> throw new IllegalArgumentException("no explanation has the code " + code);
        };
    }

    private ExplanationText put(String name, LocalDate date) {
        values.put(name, date.toString());
        return this;
    }

    private ExplanationText put(String name, BigDecimal number) {
        values.put(name, number.toPlainString());
        return this;
    }

    private ExplanationText put(Point measured) {
        return put("date", measured.date()).put("value", measured.value());
    }

    private ExplanationText put(Bands bands) {
        return put("atRisk", bands.atRisk()).put("offTrack", bands.offTrack());
    }

    private ExplanationText put(Range range) {
        range.low().ifPresent(low -> put("low", low));
        range.high().ifPresent(high -> put("high", high));
        return this;
    }

    private ExplanationText goal(Direction direction, BigDecimal target) {
        values.put("direction", direction.name());
        return put("target", target);
    }

    private String text(String name) {
        return Optional.ofNullable(values.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no " + name + " in " + values));
    }

    private LocalDate date(String name) {
        return LocalDate.parse(text(name));
    }

    private BigDecimal number(String name) {
        return new BigDecimal(text(name));
    }

    private Point measured() {
        return new Point(date("date"), number("value"));
    }

    private Bands bands() {
        return new Bands(number("atRisk"), number("offTrack"));
    }

    private Direction direction() {
        return Direction.valueOf(text("direction"));
    }

    private Range range() {
        return Range.of(
                Optional.ofNullable(values.get("low")).map(BigDecimal::new),
                Optional.ofNullable(values.get("high")).map(BigDecimal::new));
    }
}
