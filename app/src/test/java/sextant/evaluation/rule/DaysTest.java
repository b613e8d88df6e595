package sextant.evaluation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import sextant.platform.Days;

class DaysTest {

    @Test
    void are_23_or_25_hours_long_when_clocks_change() {
        Days berlin = in("Europe/Berlin");
        assertThat(length(berlin, "2025-03-30")).isEqualTo(Duration.ofHours(23));
        assertThat(length(berlin, "2025-10-26")).isEqualTo(Duration.ofHours(25));
    }

    @Test
    void begin_at_one_where_midnight_does_not_exist() {
        Days saoPaulo = in("America/Sao_Paulo");
        assertThat(saoPaulo.startOf(LocalDate.parse("2018-11-04"))).isEqualTo("2018-11-04T03:00:00Z");
        assertThat(saoPaulo.dayOf(Instant.parse("2018-11-04T02:59:59.999999Z"))).isEqualTo("2018-11-03");
        assertThat(saoPaulo.dayOf(Instant.parse("2018-11-04T03:00:00Z"))).isEqualTo("2018-11-04");
    }

    @Test
    void do_not_come_back_where_clocks_are_set_back_across_midnight() {
        Days stJohns = in("America/St_Johns");
        Instant firstMidnight = Instant.parse("2010-11-07T02:30:00Z");
        assertThat(stJohns.dayOf(firstMidnight.minusNanos(1))).isEqualTo("2010-11-06");
        assertThat(stJohns.dayOf(firstMidnight)).isEqualTo("2010-11-07");
        assertThat(LocalDate.ofInstant(firstMidnight.plusSeconds(120), stJohns.zone()))
                .as("what the clocks show")
                .isEqualTo("2010-11-06");
        assertThat(stJohns.dayOf(firstMidnight.plusSeconds(120))).isEqualTo("2010-11-07");
    }

    @Test
    void may_be_skipped() {
        Days apia = in("Pacific/Apia");
        assertThat(length(apia, "2011-12-30")).isEqualTo(Duration.ZERO);
        assertThat(apia.dayOf(apia.startOf(LocalDate.parse("2011-12-30")))).isEqualTo("2011-12-31");
    }

    private static Days in(String zone) {
        return new Days(ZoneId.of(zone));
    }

    private static Duration length(Days days, String day) {
        LocalDate date = LocalDate.parse(day);
        return Duration.between(days.startOf(date), days.startOf(date.plusDays(1)));
    }
}
