package sextant.measurement;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sextant.measurement.intake.Column;
import sextant.measurement.intake.Outcome;
import sextant.measurement.intake.Problem;
import sextant.platform.language.Reader;

/**
 * Words what is wrong with a row. The message key is the problem's name below {@code intake.}, its arguments are the
 * problem's components in order, each as the reader writes it.
 */
public final class IntakeProblems {
    private IntakeProblems() {}

    public static String text(Problem problem, Reader reader) {
        return reader.texts().choice("intake", code(problem), arguments(problem, reader));
    }

    public static String text(Outcome.Reason reason, Reader reader) {
        return reader.texts().choice("intake.stopped", code(reason), arguments(reason, reader));
    }

    static String code(Object named) {
        return named.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    private static Object[] arguments(Object problem, Reader reader) {
        List<Object> arguments = new ArrayList<>();
        for (RecordComponent component : problem.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                arguments.add(worded(component.getAccessor().invoke(problem), reader));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return arguments.toArray();
    }

    private static Object worded(Object value, Reader reader) {
        return switch (value) {
            case Instant at -> reader.formats().time(at);
            case LocalDate date -> reader.formats().date(date);
            case Column column ->
                reader.texts()
                        .choice(
                                "intake.column",
                                column.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            default -> value;
        };
    }
}
