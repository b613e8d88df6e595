package sextant.measurement;

import java.time.ZoneId;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import sextant.measurement.intake.Columns;
import sextant.measurement.intake.DateFormat;
import sextant.measurement.intake.Delimiter;
import sextant.measurement.intake.Mapping;
import sextant.measurement.intake.NumberStyle;
import sextant.measurement.intake.Quote;
import sextant.platform.tables.Encoding;

/** What a person confirmed about an upload, as its row keeps it until the file is read. */
record ChosenMapping(
        Encoding encoding,
        Delimiter delimiter,
        Quote quote,
        boolean header,
        int width,
        int time,
        int value,
        @Nullable Integer note,
        @Nullable Integer periodFrom,
        NumberStyle.Point point,
        NumberStyle.Grouping grouping,
        DateFormat dates,
        String zone,
        boolean allOrNothing) {

    static ChosenMapping of(Mapping mapping, boolean allOrNothing) {
        return new ChosenMapping(
                mapping.encoding(),
                mapping.delimiter(),
                mapping.quote(),
                mapping.header(),
                mapping.width(),
                mapping.columns().time(),
                mapping.columns().value(),
                stored(mapping.columns().note()),
                stored(mapping.columns().periodFrom()),
                mapping.numbers().point(),
                mapping.numbers().grouping(),
                mapping.dates(),
                mapping.zone().getId(),
                allOrNothing);
    }

    Mapping mapping() {
        return new Mapping(
                encoding,
                delimiter,
                quote,
                header,
                width,
                new Columns(time, value, read(note), read(periodFrom)),
                new NumberStyle(point, grouping),
                dates,
                ZoneId.of(zone));
    }

    private static @Nullable Integer stored(OptionalInt column) {
        return column.isPresent() ? column.getAsInt() : null;
    }

    private static OptionalInt read(@Nullable Integer column) {
        return column == null ? OptionalInt.empty() : OptionalInt.of(column);
    }
}
