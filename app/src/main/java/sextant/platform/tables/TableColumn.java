package sextant.platform.tables;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A column of a table of rows.
 *
 * @param cell writes what a row has there: one cell
 */
public record TableColumn<R>(String heading, BiConsumer<TableWriter, R> cell) {

    public static <R> TableColumn<R> text(String heading, Function<R, String> of) {
        return new TableColumn<>(heading, (table, row) -> table.text(of.apply(row)));
    }

    /** Empty where a row has none. */
    public static <R> TableColumn<R> number(String heading, Function<R, Optional<BigDecimal>> of) {
        return new TableColumn<>(heading, (table, row) -> of.apply(row).ifPresentOrElse(table::number, table::empty));
    }

    /** Empty where a row has none. */
    public static <R> TableColumn<R> date(String heading, Function<R, Optional<LocalDate>> of) {
        return new TableColumn<>(heading, (table, row) -> of.apply(row).ifPresentOrElse(table::date, table::empty));
    }
}
