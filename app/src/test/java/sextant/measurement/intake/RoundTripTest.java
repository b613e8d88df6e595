package sextant.measurement.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static sextant.measurement.intake.Uploads.BERLIN;
import static sextant.measurement.intake.Uploads.LIMITS;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import sextant.measurement.intake.NumberStyle.Grouping;
import sextant.measurement.intake.NumberStyle.Point;
import sextant.platform.tables.Encoding;
import sextant.platform.tables.EscapedCsv;

/** Any table of measurements, written in any of the ways we know, is recognised and read back as it was. */
class RoundTripTest {

    record Measured(LocalDate day, BigDecimal value, String note) {}

    record Written(Mapping mapping, boolean byteOrderMark, LineDelimiter end) {}

    @Property(tries = 400)
    void any_table_in_any_way_of_writing_is_read_back(
            @ForAll("tables") List<Measured> table, @ForAll("ways") Written way) {
        assertReadBack(table, way, Uploads.csv(bytes(table, way), way.mapping(), LIMITS));
    }

    @Property(tries = 400)
    void any_table_in_any_way_of_writing_is_recognised_or_asked_about(
            @ForAll("tables") List<Measured> any, @ForAll("ways") Written way) {
        List<Measured> table = unambiguous(any, way);
        byte[] bytes = bytes(table, way);
        Detection detection = Detection.detect(bytes);
        Mapping truth = way.mapping();

        assertThat(detection.delimiter()).isEqualTo(truth.delimiter());
        assertThat(detection.header()).isEqualTo(truth.header());
        assertThat(detection.width()).isEqualTo(3);
        DateFormat dates = switch (detection.columns().get(0).dates()) {
            case Detection.Dates.Certain(var format) -> format;
            case Detection.Dates.Ambiguous(var candidates) -> {
                assertThat(candidates).contains(truth.dates());
                yield truth.dates();
            }
            case Detection.Dates.None() -> throw new AssertionError("no dates in " + detection);
        };
        // Only the answer that a person would give is put in; all else is as detected.
        assertThat(candidates(detection.columns().get(1).numbers())).anySatisfy(numbers -> {
            Mapping detected = new Mapping(
                    detection.encoding(),
                    detection.delimiter(),
                    detection.quote(),
                    detection.header(),
                    detection.width(),
                    new Columns(0, 1, OptionalInt.of(2), OptionalInt.empty()),
                    numbers,
                    dates,
                    BERLIN);
            assertReadBack(table, way, Uploads.csv(bytes, detected, LIMITS));
        });
    }

    @Property(tries = 200)
    void any_table_is_read_back_from_json_and_lines_of_json(@ForAll("tables") List<Measured> table) {
        List<String> objects = table.stream()
                .map(row -> "{\"at\":\"%s\",\"value\":%s,\"note\":\"%s\"}"
                        .formatted(
                                row.day(),
                                row.value().toPlainString(),
                                row.note().replace("\"", "\\\"").replace("\n", "\\n")))
                .toList();
        assertReadBack(table, Uploads.json("[" + String.join(",", objects) + "]"));
        assertReadBack(table, Uploads.ndjson(String.join("\n", objects)));
    }

    @Property(tries = 200)
    void any_table_that_we_export_is_recognised_and_read_back(
            @ForAll("tables") List<Measured> table, @ForAll("locales") Locale locale) throws IOException {
        EscapedCsv.Layout layout = EscapedCsv.Layout.of(locale, true);
        var out = new ByteArrayOutputStream();
        try (var csv = new EscapedCsv(out, layout)) {
            csv.text("date").text("value").text("note").endRow();
            for (Measured row : table)
                csv.date(row.day()).number(row.value()).text(row.note()).endRow();
        }
        boolean comma = layout.point() == ',';
        Mapping mapping = new Mapping(
                Encoding.UTF_8,
                comma ? Delimiter.SEMICOLON : Delimiter.COMMA,
                Quote.DOUBLE,
                true,
                3,
                new Columns(0, 1, OptionalInt.of(2), OptionalInt.empty()),
                new NumberStyle(comma ? NumberStyle.Point.COMMA : NumberStyle.Point.POINT, Grouping.NONE),
                DateFormat.ISO_DATE,
                BERLIN);
        assertReadBack(table, Uploads.csv(out.toByteArray(), mapping, LIMITS));
        assertThat(Detection.detect(out.toByteArray()).delimiter()).isEqualTo(mapping.delimiter());
    }

    @Provide
    Arbitrary<List<Measured>> tables() {
        Arbitrary<LocalDate> days = Arbitraries.longs()
                .between(0, LocalDate.parse("2026-06-01").toEpochDay())
                .map(LocalDate::ofEpochDay);
        Arbitrary<BigDecimal> values = Arbitraries.oneOf(
                Arbitraries.bigDecimals()
                        .between(new BigDecimal("-99999999"), new BigDecimal("99999999"))
                        .ofScale(4),
                Arbitraries.integers().between(-20_000, 20_000).map(BigDecimal::valueOf));
        Arbitrary<String> words = Arbitraries.of(
                "patched",
                "f\u00fcr",
                "gr\u00f6\u00dfer",
                "a, b",
                "c; d",
                "e | f",
                "\"so\"",
                "two\nlines",
                "it's",
                "5 %",
                "1.234",
                "x");
        Arbitrary<String> notes = words.list().ofMaxSize(3).map(list -> String.join(" ", list));
        return Combinators.combine(days, values, notes)
                .as(Measured::new)
                .list()
                .uniqueElements(Measured::day)
                .ofMinSize(3)
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<Written> ways() {
        Arbitrary<NumberStyle> styles = Combinators.combine(Arbitraries.of(Point.class), Arbitraries.of(Grouping.class))
                .as((point, grouping) -> grouping.separates(point.character())
                        ? new NumberStyle(point, Grouping.NONE)
                        : new NumberStyle(point, grouping));
        Arbitrary<DateFormat> dates = Arbitraries.of(
                DateFormat.ISO_DATE,
                DateFormat.ISO_DATE_TIME,
                DateFormat.ISO_OFFSET_DATE_TIME,
                DateFormat.DOT_DAY_FIRST,
                DateFormat.SLASH_DAY_FIRST,
                DateFormat.SLASH_MONTH_FIRST);
        return Combinators.combine(
                        Arbitraries.of(Encoding.class),
                        Arbitraries.of(Delimiter.class),
                        Arbitraries.of(Quote.class),
                        Arbitraries.of(true, false),
                        styles,
                        dates,
                        Arbitraries.of(true, false),
                        Arbitraries.of(LineDelimiter.LF, LineDelimiter.CRLF, LineDelimiter.CR))
                .as((encoding, delimiter, quote, header, numbers, format, mark, end) -> new Written(
                        new Mapping(
                                encoding,
                                delimiter,
                                quote,
                                header,
                                3,
                                new Columns(0, 1, OptionalInt.of(2), OptionalInt.empty()),
                                numbers,
                                format,
                                BERLIN),
                        mark && encoding != Encoding.WINDOWS_1252,
                        end));
    }

    @Provide
    Arbitrary<Locale> locales() {
        return Arbitraries.of(Locale.GERMANY, Locale.UK, Locale.FRANCE, Locale.of("de", "CH"), Locale.of("fa"));
    }

    /** A cell in double quotes, written into a file whose quotes are single ones, can truly be meant either way. */
    private static List<Measured> unambiguous(List<Measured> table, Written way) {
        if (way.mapping().quote() == Quote.DOUBLE) return table;
        return table.stream()
                .map(row -> new Measured(row.day(), row.value(), row.note().replace("\"", "")))
                .toList();
    }

    private static List<NumberStyle> candidates(Detection.Numbers numbers) {
        return switch (numbers) {
            case Detection.Numbers.Certain(var style) -> List.of(style);
            case Detection.Numbers.Ambiguous(var styles) -> styles;
            case Detection.Numbers.None() -> List.of();
        };
    }

    private static void assertReadBack(List<Measured> table, Written way, Uploads.Reading reading) {
        assertThat(reading.rows()).describedAs("%s", way).allMatch(Row.Good.class::isInstance);
        assertReadBack(table, reading);
    }

    private static void assertReadBack(List<Measured> table, Uploads.Reading reading) {
        assertThat(reading.outcome()).isEqualTo(new Outcome.Finished(table.size(), 0));
        List<Measured> read = reading.rows().stream()
                .map(Row.Good.class::cast)
                .map(row -> new Measured(
                        row.localDate(),
                        row.value(),
                        Optional.ofNullable(row.note()).orElse("")))
                .toList();
        assertThat(read)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("value")
                .isEqualTo(table);
        for (int i = 0; i < table.size(); i++)
            assertThat(read.get(i).value()).isEqualByComparingTo(table.get(i).value());
    }

    private static byte[] bytes(List<Measured> table, Written way) {
        Mapping mapping = way.mapping();
        StringWriter text = new StringWriter();
        if (way.byteOrderMark()) text.write('\ufeff');
        try (CsvWriter csv = CsvWriter.builder()
                .fieldSeparator(mapping.delimiter().character())
                .quoteCharacter(mapping.quote().character())
                .lineDelimiter(way.end())
                .build(text)) {
            if (mapping.header()) csv.writeRecord("date", "value", "note");
            for (Measured row : table)
                csv.writeRecord(
                        written(row.day(), mapping.dates()),
                        written(row.value(), mapping.numbers()),
                        // Line breaks of a note are a line feed to us, whatever ends the rows.
                        row.note());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(mapping.encoding().charset());
    }

    private static String written(LocalDate day, DateFormat format) {
        return switch (format) {
            case ISO_DATE -> day.toString();
            case ISO_DATE_TIME -> day + "T12:30";
            case ISO_OFFSET_DATE_TIME ->
                day.atTime(LocalTime.NOON).atOffset(ZoneOffset.UTC).toString();
            case DOT_DAY_FIRST -> day.format(DateTimeFormatter.ofPattern("dd.MM.uuuu"));
            case SLASH_DAY_FIRST -> day.format(DateTimeFormatter.ofPattern("dd/MM/uuuu"));
            case SLASH_MONTH_FIRST -> day.format(DateTimeFormatter.ofPattern("MM/dd/uuuu"));
            case ISO_MONTH, EPOCH_SECONDS -> throw new IllegalArgumentException("not one day each: " + format);
        };
    }

    private static String written(BigDecimal value, NumberStyle style) {
        DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
        symbols.setDecimalSeparator(style.point().character());
        symbols.setGroupingSeparator(
                switch (style.grouping()) {
                    case NONE -> '_';
                    case POINT -> '.';
                    case COMMA -> ',';
                    case SPACE -> ' ';
                    case APOSTROPHE -> '\'';
                });
        DecimalFormat format = new DecimalFormat("#,##0.####", symbols);
        format.setGroupingUsed(style.grouping() != Grouping.NONE);
        return format.format(value);
    }
}
