package sextant.measurement.intake;

import java.time.Duration;

/**
 * How much is read before we stop. Memory is bounded by these: at most {@code maxRowCharacters} of text are held at a
 * time, and 12 bytes for each slot of a table of the times seen, which has fewer than four slots a row.
 *
 * @param maxBytes of the upload as it arrives; an int's range, so that line numbers fit one
 * @param maxRows good and bad ones together, without header and empty lines
 * @param maxColumns cells in a row, fields in an object
 * @param maxCellCharacters of one cell that is read
 * @param maxRowCharacters of one row, its quoted line breaks included
 */
public record Limits(long maxBytes, long maxRows, int maxColumns, int maxCellCharacters, int maxRowCharacters) {

    /** 100 MB and a million rows; notes of a page, rows of 64 Ki characters. */
    public static final Limits STANDARD = new Limits(100_000_000, 1_000_000, 1_000, 4_000, 65_536);

    /** Nothing is read for an instant that is further ahead than this: room for clocks and time zones. */
    public static final Duration AHEAD = Duration.ofDays(1);

    public Limits {
        if (maxBytes < 1 || maxBytes > Integer.MAX_VALUE)
            throw new IllegalArgumentException("bytes must be between 1 and 2^31 - 1, was " + maxBytes);
        if (maxRows < 1 || maxRows > 100_000_000)
            throw new IllegalArgumentException("rows must be between 1 and 100 million, was " + maxRows);
        if (maxColumns < 1 || maxCellCharacters < 1 || maxRowCharacters < maxCellCharacters)
            throw new IllegalArgumentException("columns and cells need room, and a row at least that of a cell");
    }
}
