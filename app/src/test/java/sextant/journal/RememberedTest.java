package sextant.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import sextant.platform.OrganizationId;

class RememberedTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final OrganizationId JACANA = new OrganizationId(new UUID(0, 1));

    private final Remembered<Integer> remembered = new Remembered<>();
    private int computed;

    @BeforeEach
    void read() {
        TransactionSynchronizationManager.setCurrentTransactionReadOnly(true);
    }

    @AfterEach
    void end() {
        TransactionSynchronizationManager.setCurrentTransactionReadOnly(false);
    }

    @Test
    void is_not_kept_where_it_may_be_undone() {
        TransactionSynchronizationManager.setCurrentTransactionReadOnly(false);
        assertThat(ask(JACANA, "three leaves", NOON)).isEqualTo(1);
        TransactionSynchronizationManager.setCurrentTransactionReadOnly(true);
        assertThat(ask(JACANA, "three leaves", NOON)).isEqualTo(2);
    }

    @Test
    void is_computed_once_while_nothing_is_recorded() {
        assertThat(ask(JACANA, "three leaves", NOON)).isEqualTo(1);
        assertThat(ask(JACANA, "three leaves", NOON.plusSeconds(9))).isEqualTo(1);
    }

    @Test
    void is_computed_again_after_a_write() {
        ask(JACANA, "three leaves", NOON);
        assertThat(ask(JACANA, "four leaves", NOON)).isEqualTo(2);
    }

    @Test
    void is_computed_again_at_the_moment_at_which_time_changes_it() {
        ask(JACANA, "three leaves", NOON);
        assertThat(ask(JACANA, "three leaves", NOON.plusSeconds(10))).isEqualTo(2);
    }

    @Test
    void is_not_taken_for_an_earlier_moment() {
        ask(JACANA, "three leaves", NOON);
        assertThat(ask(JACANA, "three leaves", NOON.minusSeconds(1))).isEqualTo(2);
    }

    @Test
    void is_never_another_organizations() {
        ask(JACANA, "three leaves", NOON);
        assertThat(ask(new OrganizationId(new UUID(0, 2)), "three leaves", NOON))
                .isEqualTo(2);
    }

    /** Valid for ten seconds. */
    private int ask(OrganizationId organization, String state, Instant now) {
        return remembered.get(
                organization, state, now, () -> new Remembered.Computed<>(++computed, now.plusSeconds(10)));
    }
}
