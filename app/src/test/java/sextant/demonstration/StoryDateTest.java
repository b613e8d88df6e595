package sextant.demonstration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class StoryDateTest {
    private static final LocalDate LAST_OF_MARCH = LocalDate.parse("2026-03-31");

    @Test
    void a_day_of_a_month_is_seen_from_the_month_in_which_the_story_is_told() {
        assertThat(seen("-17/04")).isEqualTo("2024-10-04");
        assertThat(seen("+3/30")).isEqualTo("2026-06-30");
        assertThat(seen("0/01")).isEqualTo("2026-03-01");
    }

    @Test
    void a_month_that_is_too_short_has_its_last_day() {
        assertThat(seen("-1/31")).isEqualTo("2026-02-28");
    }

    @Test
    void days_count_from_the_day_itself() {
        assertThat(seen("-12d")).isEqualTo("2026-03-19");
        assertThat(seen("0d")).isEqualTo(LAST_OF_MARCH);
    }

    @Test
    void anything_else_is_a_mistake_in_the_story() {
        assertThatThrownBy(() -> StoryDate.parse("last May")).hasMessageContaining("last May");
    }

    private static LocalDate seen(String written) {
        return StoryDate.parse(written).seenFrom(LAST_OF_MARCH);
    }
}
