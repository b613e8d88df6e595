package sextant.measurement.intake;

import java.time.ZoneId;
import sextant.platform.tables.Encoding;

/**
 * How a CSV is to be read: chosen by a person, or taken from a {@link Detection} that left nothing open.
 *
 * @param width how many cells a row has at most; a row with more, other than empty ones at its end, is refused, since an
 *     unquoted decimal comma would otherwise pass as a smaller number. With a header the header's own width counts.
 * @param zone where a date or time without an offset is meant
 */
public record Mapping(
        Encoding encoding,
        Delimiter delimiter,
        Quote quote,
        boolean header,
        int width,
        Columns columns,
        NumberStyle numbers,
        DateFormat dates,
        ZoneId zone) {

    public Mapping {
        if (width < 1) throw new IllegalArgumentException("width must be at least 1, was " + width);
    }
}
