package sextant.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.UnexpectedRollbackException;
import sextant.people.Units;
import sextant.testing.TestOrganization;
import sextant.testing.TestServer;

class TransactionsTest {
    private static final TestServer SERVER = TestServer.running();

    private final Transactions transactions = SERVER.bean(Transactions.class);
    private final Units units = SERVER.bean(Units.class);
    private final TestOrganization ours = SERVER.organization("Pipit");
    private final TestOrganization theirs = SERVER.organization("Quail");

    @Test
    void one_inside_another_joins_it_when_it_is_for_the_same_organization() {
        int seen = transactions.write(
                ours.id(),
                () -> transactions.read(ours.id(), () -> units.tree(ours.id()).size()));
        assertThat(seen).isEqualTo(1);
    }

    @Test
    void one_for_another_organization_inside_is_refused_and_shows_no_row_of_it() {
        assertThatThrownBy(() ->
                        transactions.read(ours.id(), () -> transactions.read(theirs.id(), () -> units.tree(ours.id()))))
                .isInstanceOf(Transactions.OfAnother.class);
        assertThatThrownBy(() -> transactions.write(
                        ours.id(), () -> transactions.writeUnless(theirs.id(), it -> false, () -> 1)))
                .isInstanceOf(Transactions.OfAnother.class);
        AtomicInteger seen = new AtomicInteger(-1);
        assertThatThrownBy(() -> transactions.read(ours.id(), () -> {
                    assertThatThrownBy(() -> transactions.read(theirs.id(), () -> 1))
                            .isInstanceOf(Transactions.OfAnother.class);
                    seen.set(units.tree(theirs.id()).size());
                    return 1;
                }))
                .isInstanceOf(UnexpectedRollbackException.class);
        assertThat(seen).hasValue(0);
    }

    @Test
    void one_without_an_organization_does_not_get_one_half_way() {
        assertThatThrownBy(() -> transactions.acrossOrganizations(() -> transactions.read(ours.id(), () -> 1)))
                .isInstanceOf(Transactions.OfAnother.class);
    }

    @Test
    void the_next_one_on_the_same_thread_may_be_for_another() {
        transactions.read(ours.id(), () -> 1);
        assertThat(transactions.read(theirs.id(), () -> units.tree(theirs.id())))
                .hasSize(1);
    }

    @Test
    void a_question_is_asked_once_while_it_reads_and_each_time_while_it_writes() {
        AtomicInteger asked = new AtomicInteger();
        int reading =
                transactions.read(ours.id(), () -> twice(asked) + transactions.read(ours.id(), () -> twice(asked)));
        assertThat(reading).isEqualTo(4);
        assertThat(transactions.read(ours.id(), () -> twice(asked)))
                .as("the next transaction asks again")
                .isEqualTo(4);
        assertThat(transactions.write(ours.id(), () -> twice(asked))).isEqualTo(3 + 4);
        assertThat(twice(asked)).as("outside of any").isEqualTo(5 + 6);
    }

    private static int twice(AtomicInteger asked) {
        return Transactions.once("what", question -> asked.incrementAndGet())
                + Transactions.once("what", question -> asked.incrementAndGet());
    }
}
