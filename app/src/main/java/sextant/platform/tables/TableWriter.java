package sextant.platform.tables;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Writes a table as a file, however long it is: cells one after the other, {@link #endRow} ends a row, and the first row is
 * the heading. Failures of the stream come as {@link java.io.UncheckedIOException}. Closing ends the file and closes the stream.
 */
public sealed interface TableWriter extends AutoCloseable permits EscapedCsv, PrintedTable, Spreadsheet {
    /** No spreadsheet takes it for anything but text. */
    TableWriter text(String text);

    TableWriter number(BigDecimal number);

    TableWriter date(LocalDate date);

    /** In UTC. */
    TableWriter time(Instant at);

    TableWriter empty();

    void endRow();

    @Override
    void close() throws IOException;
}
