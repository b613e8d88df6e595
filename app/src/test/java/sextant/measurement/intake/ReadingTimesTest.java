package sextant.measurement.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTimesTest {

    private static final ZoneId BERLIN = Uploads.BERLIN;

    @ParameterizedTest
    @CsvSource({
        "ISO_DATE,             2024-02-29,                 2024-02-28T23:00:00Z, 2024-02-29",
        "ISO_DATE,             2024-07-01,                 2024-06-30T22:00:00Z, 2024-07-01",
        "DOT_DAY_FIRST,        29.02.2024,                 2024-02-28T23:00:00Z, 2024-02-29",
        "DOT_DAY_FIRST,        1.2.2024,                   2024-01-31T23:00:00Z, 2024-02-01",
        "DOT_DAY_FIRST,        31.12.2024 14:30,           2024-12-31T13:30:00Z, 2024-12-31",
        "SLASH_DAY_FIRST,      03/04/2024,                 2024-04-02T22:00:00Z, 2024-04-03",
        "SLASH_MONTH_FIRST,    03/04/2024,                 2024-03-03T23:00:00Z, 2024-03-04",
        "ISO_DATE_TIME,        2024-12-31T14:30,           2024-12-31T13:30:00Z, 2024-12-31",
        "ISO_DATE_TIME,        2024-12-31 14:30:15.250,    2024-12-31T13:30:15.250Z, 2024-12-31",
        "ISO_OFFSET_DATE_TIME, 2024-12-31T23:30:00Z,       2024-12-31T23:30:00Z, 2025-01-01",
        "ISO_OFFSET_DATE_TIME, 2024-12-31T23:30:00-05:00,  2025-01-01T04:30:00Z, 2025-01-01",
        "ISO_OFFSET_DATE_TIME, 2024-12-31T23:30:00+0130,   2024-12-31T22:00:00Z, 2024-12-31",
        "ISO_OFFSET_DATE_TIME, 2024-12-31T23:30:00.123456+01, 2024-12-31T22:30:00.123456Z, 2024-12-31",
        "EPOCH_SECONDS,        1735686000,                 2024-12-31T23:00:00Z, 2025-01-01",
    })
    void reads_each_format(DateFormat format, String text, Instant at, LocalDate date) {
        assertThat(Times.parse(Column.TIME, text, format, BERLIN))
                .isEqualTo(new Parsed.Read<>(new Times.Time(at, date, null)));
    }

    @Test
    void takes_a_month_as_its_last_day_with_the_whole_month_as_its_period() {
        assertThat(Times.parse(Column.TIME, "2024-02", DateFormat.ISO_MONTH, BERLIN))
                .isEqualTo(new Parsed.Read<>(new Times.Time(
                        Instant.parse("2024-02-28T23:00:00Z"),
                        LocalDate.parse("2024-02-29"),
                        LocalDate.parse("2024-02-01"))));
    }

    @ParameterizedTest
    @CsvSource({
        "ISO_DATE,             2023-02-29",
        "ISO_DATE,             2024-13-01",
        "ISO_DATE,             2024-00-01",
        "ISO_DATE,             2024-1-1",
        "ISO_DATE,             24-01-01",
        "ISO_DATE,             2024-01-01T00:00",
        "ISO_DATE,             2024/01/01",
        "ISO_MONTH,            2024-13",
        "ISO_MONTH,            2024-01-01",
        "DOT_DAY_FIRST,        31.04.2024",
        "DOT_DAY_FIRST,        01.02.24",
        "SLASH_DAY_FIRST,      04/13/2024",
        "SLASH_MONTH_FIRST,    13/04/2024",
        "ISO_DATE_TIME,        2024-01-01",
        "ISO_DATE_TIME,        2024-01-01T24:00",
        "ISO_DATE_TIME,        2024-01-01T12:60",
        "ISO_DATE_TIME,        2024-01-01T12:00:60",
        "ISO_DATE_TIME,        2024-01-01T12:00:00Z",
        "ISO_OFFSET_DATE_TIME, 2024-01-01T12:00:00",
        "ISO_OFFSET_DATE_TIME, 2024-01-01T12:00:00+19:00",
        "ISO_OFFSET_DATE_TIME, 2024-01-01T12:00:00+1:00",
        "EPOCH_SECONDS,        1735686000000",
        "EPOCH_SECONDS,        17356860.5",
        "ISO_DATE,             yesterday",
    })
    void refuses_what_is_no_date_in_the_format(DateFormat format, String text) {
        assertThat(Times.parse(Column.TIME, text, format, BERLIN))
                .isEqualTo(new Parsed.Refused<>(new Problem.NotADate(Column.TIME, text)));
    }

    @Test
    void refuses_a_time_that_the_clocks_skipped_and_takes_the_earlier_of_one_they_repeat() {
        assertThat(Times.parse(Column.TIME, "2024-03-31T02:30", DateFormat.ISO_DATE_TIME, BERLIN))
                .isEqualTo(new Parsed.Refused<>(new Problem.NoSuchLocalTime("2024-03-31T02:30")));
        assertThat(Times.parse(Column.TIME, "2024-10-27T02:30", DateFormat.ISO_DATE_TIME, BERLIN))
                .isEqualTo(new Parsed.Read<>(
                        new Times.Time(Instant.parse("2024-10-27T00:30:00Z"), LocalDate.parse("2024-10-27"), null)));
    }

    @Test
    void begins_a_day_without_midnight_where_it_begins() {
        ZoneId santiago = ZoneId.of("America/Santiago");
        assertThat(Times.parse(Column.TIME, "2024-09-08", DateFormat.ISO_DATE, santiago))
                .isEqualTo(new Parsed.Read<>(
                        new Times.Time(Instant.parse("2024-09-08T04:00:00Z"), LocalDate.parse("2024-09-08"), null)));
    }

    @Test
    void refuses_what_is_finer_than_a_microsecond_unless_it_is_zero() {
        assertThat(Times.parseIso(Column.TIME, "2024-01-01T00:00:00.1234567Z", BERLIN))
                .isEqualTo(new Parsed.Refused<>(new Problem.TimeTooFine("2024-01-01T00:00:00.1234567Z")));
        assertThat(Times.parseIso(Column.TIME, "2024-01-01T00:00:00.123456000Z", BERLIN))
                .isInstanceOf(Parsed.Read.class);
    }
}
