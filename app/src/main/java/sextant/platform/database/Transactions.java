package sextant.platform.database;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import sextant.platform.OrganizationId;

/**
 * Every access to rows runs in a transaction that names its organization; row-level security shows the rows of no other.
 * A transaction inside a transaction joins it.
 */
@Component
public class Transactions {
    /** A bug: the rest of the outer transaction would see the rows of the organization that the inner one is for. */
    public static final class OfAnother extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        OfAnother() {
            super("a transaction for one organization inside of another's");
        }
    }

    /**
     * The transaction that runs on this thread.
     *
     * @param answers what was read once; null in a writing transaction, whose own writes change the answers
     * @param moment as of when it reads; empty for the present
     */
    private record Running(
            OrganizationId organization, @Nullable Map<Object, Object> answers, Optional<Instant> moment) {}

    private static final Object RUNNING = Running.class;

    private final DSLContext sql;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    Transactions(DSLContext sql, PlatformTransactionManager manager) {
        this.sql = sql;
        this.writing = new TransactionTemplate(manager);
        this.reading = new TransactionTemplate(manager);
        this.reading.setReadOnly(true);
    }

    public <T> T write(OrganizationId organization, Supplier<T> work) {
        return run(writing, organization, work);
    }

    /** Like {@link #write}, but what was written is undone when the result says so. */
    public <T> T writeUnless(OrganizationId organization, Predicate<T> undo, Supplier<T> work) {
        T result = writing.execute(status -> {
            T done = named(status, organization, work);
            if (undo.test(done)) status.setRollbackOnly();
            return done;
        });
        return Objects.requireNonNull(result);
    }

    public void writing(OrganizationId organization, Runnable work) {
        run(writing, organization, () -> {
            work.run();
            return true;
        });
    }

    public <T> T read(OrganizationId organization, Supplier<T> work) {
        return run(reading, organization, work);
    }

    /**
     * Reads what was recorded at a moment: every repository that is asked in this transaction, and in those inside of it,
     * answers from the journal as of then.
     *
     * @param moment empty for the present
     */
    public <T> T read(OrganizationId organization, Optional<Instant> moment, Supplier<T> work) {
        T result = reading.execute(status -> named(status, organization, moment, work));
        return Objects.requireNonNull(result);
    }

    /** As of when this transaction reads; empty for the present, and outside of a transaction. */
    public static Optional<Instant> moment() {
        return TransactionSynchronizationManager.getResource(RUNNING) instanceof Running running
                ? running.moment()
                : Optional.empty();
    }

    /** The instant by which what is read in this transaction is judged. */
    public static Instant now(Clock clock) {
        return moment().orElseGet(clock::instant);
    }

    /**
     * The answer of a reading transaction that was asked the same before, or the one that is read now: the parts of a page
     * each ask for what they need, and none has to know what another has read.
     *
     * @param question who asks and for what, of a class that only the asking repository has; the answer is never changed
     */
    @SuppressWarnings("unchecked")
    public static <Q, T> T once(Q question, Function<Q, T> read) {
        if (!(TransactionSynchronizationManager.getResource(RUNNING) instanceof Running running)
                || running.answers() == null) return read.apply(question);
        Object known = running.answers().get(question);
        if (known == null) {
            known = read.apply(question);
            running.answers().put(question, known);
        }
        return (T) known;
    }

    /** For the owner's named functions only: no organization is set, so no row of any table is visible. */
    public <T> T acrossOrganizations(Supplier<T> work) {
        T result = writing.execute(status -> work.get());
        return Objects.requireNonNull(result);
    }

    private <T> T run(TransactionTemplate template, OrganizationId organization, Supplier<T> work) {
        T result = template.execute(status -> named(status, organization, work));
        return Objects.requireNonNull(result);
    }

    /** Names the organization for as long as the transaction lasts; one that joins it must be for the same. */
    private <T> T named(TransactionStatus status, OrganizationId organization, Supplier<T> work) {
        return named(status, organization, Optional.empty(), work);
    }

    private <T> T named(
            TransactionStatus status, OrganizationId organization, Optional<Instant> moment, Supplier<T> work) {
        if (!status.isNewTransaction()) {
            if (!(TransactionSynchronizationManager.getResource(RUNNING) instanceof Running running)
                    || !running.organization().equals(organization)) throw new OfAnother();
            if (moment.isPresent() && !moment.equals(running.moment()))
                throw new IllegalStateException("a transaction as of one moment inside of another's");
            return work.get();
        }
        sql.query("select set_config('sextant.organization', ?, true)", organization.toString())
                .execute();
        boolean reads = TransactionSynchronizationManager.isCurrentTransactionReadOnly();
        TransactionSynchronizationManager.bindResource(
                RUNNING, new Running(organization, reads ? new HashMap<>() : null, moment));
        try {
            return work.get();
        } finally {
            TransactionSynchronizationManager.unbindResource(RUNNING);
        }
    }
}
