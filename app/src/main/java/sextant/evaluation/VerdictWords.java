package sextant.evaluation;

import java.math.BigDecimal;
import sextant.evaluation.rule.Explanation;
import sextant.evaluation.rule.Status;
import sextant.measurement.Direction;
import sextant.objectives.Point;
import sextant.objectives.Range;
import sextant.platform.language.Formats;
import sextant.platform.language.Reader;
import sextant.platform.language.Texts;

/**
 * The sentence that explains a verdict, with the numbers in it. The message key is {@code explanation.<code>.<status>};
 * argument 0 is always the KPI's name; where there is a measurement, 1 is its value with unit and 2 its date; the others
 * are named in the calls below.
 */
public final class VerdictWords {
    private final Reader reader;
    private final String kpi;
    private final String unit;

    public VerdictWords(Reader reader, String kpiName, String unitOfMeasure) {
        this.reader = reader;
        this.kpi = kpiName;
        this.unit = unitOfMeasure;
    }

    public String sentence(Explanation explanation) {
        Formats formats = reader.formats();
        Status status = explanation.status();
        return switch (explanation) {
            case Explanation.PeriodAhead it -> // 1 first day of the period
                say(it, status, kpi, formats.date(it.begins()));
            case Explanation.FirstAwaited it -> // 1 expected on, 2 counts as missing after
                say(it, status, kpi, formats.date(it.expected()), formats.date(it.dueBy()));
            case Explanation.NeverMeasured it -> // 1 expected on, 2 first day of no data
                say(it, status, kpi, formats.date(it.expected()), formats.date(it.since()));
            case Explanation.Stale it -> // 3 next one expected on, 4 first day of no data
                measured(it, status, it.last(), formats.date(it.expected()), formats.date(it.since()));
            case Explanation.AgainstPath it
            when status == Status.ON_TRACK && it.shortfall().signum() > 0 ->
                reader.texts()
                        .text(
                                "explanation.within-tolerance",
                                kpi,
                                value(it.measured().value()),
                                formats.date(it.measured().date()),
                                with(formats.rough(it.expected())),
                                value(it.bands().atRisk()),
                                goal(it.direction(), it.target()),
                                formats.date(it.due()));
            case Explanation.AgainstPath
                    it -> // 3 expected value, 4 shortfall, 5 at-risk band, 6 off-track band, 7 target, 8 due
                measured(
                        it,
                        status,
                        it.measured(),
                        with(formats.rough(it.expected())),
                        value(it.shortfall()),
                        value(it.bands().atRisk()),
                        value(it.bands().offTrack()),
                        goal(it.direction(), it.target()),
                        formats.date(it.due()));
            case Explanation.AlreadyMet it -> // 3 target ("at most 126.7 days"), 4 due
                measured(it, status, it.measured(), goal(it.direction(), it.target()), formats.date(it.due()));
            case Explanation.NothingByDue it -> // 1 due
                say(it, status, kpi, formats.date(it.due()));
            case Explanation.StaleAtEnd it -> // 3 fresh until, 4 the day that decided
                measured(it, status, it.last(), formats.date(it.freshUntil()), formats.date(it.decided()));
            case Explanation.AtDue it -> // 3 target, 4 due
                measured(it, status, it.measured(), goal(it.direction(), it.target()), formats.date(it.due()));
            case Explanation.Maintaining it -> // 3 target, 4 shortfall, 5 at-risk band, 6 off-track band, 7 until
                measured(
                        it,
                        status,
                        it.measured(),
                        goal(it.direction(), it.target()),
                        value(it.shortfall()),
                        value(it.bands().atRisk()),
                        value(it.bands().offTrack()),
                        formats.date(it.until()));
            case Explanation.Maintained it -> // 3 target, 4 until
                measured(it, status, it.measured(), goal(it.direction(), it.target()), formats.date(it.until()));
            case Explanation.AgainstRange it -> // 3 range, 4 distance outside, 5 at-risk band, 6 off-track band, 7 due
                measured(
                        it,
                        status,
                        it.measured(),
                        range(it.range()),
                        value(it.distance()),
                        value(it.bands().atRisk()),
                        value(it.bands().offTrack()),
                        formats.date(it.due()));
            case Explanation.RangeAtDue it -> // 3 range, 4 due
                measured(it, status, it.measured(), range(it.range()), formats.date(it.due()));
        };
    }

    private String measured(Explanation explanation, Status status, Point measured, Object... more) {
        Object[] arguments = new Object[3 + more.length];
        arguments[0] = kpi;
        arguments[1] = value(measured.value());
        arguments[2] = reader.formats().date(measured.date());
        System.arraycopy(more, 0, arguments, 3, more.length);
        return say(explanation, status, arguments);
    }

    private String say(Explanation explanation, Status status, Object... arguments) {
        return reader.texts().choice("explanation", key(explanation, status), arguments);
    }

    private static String key(Explanation explanation, Status status) {
        return explanation.code() + "." + status.code();
    }

    private String value(BigDecimal value) {
        return with(reader.formats().number(value));
    }

    private String with(String number) {
        return unit.isEmpty() ? number : number + "\u00a0" + unit;
    }

    private String goal(Direction direction, BigDecimal target) {
        Texts texts = reader.texts();
        return direction == Direction.DECREASE
                ? texts.text("explanation.at-most", value(target))
                : texts.text("explanation.at-least", value(target));
    }

    private String range(Range range) {
        Texts texts = reader.texts();
        return switch (range) {
            case Range.AtLeast(var limit) -> texts.text("explanation.at-least", value(limit));
            case Range.AtMost(var limit) -> texts.text("explanation.at-most", value(limit));
            case Range.Between(var lowest, var highest) ->
                texts.text("explanation.between", value(lowest), value(highest));
        };
    }
}
