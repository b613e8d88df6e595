package sextant.platform.database;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
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
     */
    private record Running(
            OrganizationId organization, @Nullable Map<Object, Object> answers) {}

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
        if (!status.isNewTransaction()) {
            if (!(TransactionSynchronizationManager.getResource(RUNNING) instanceof Running running)
                    || !running.organization().equals(organization)) throw new OfAnother();
            return work.get();
        }
        sql.query("select set_config('sextant.organization', ?, true)", organization.toString())
                .execute();
        boolean reads = TransactionSynchronizationManager.isCurrentTransactionReadOnly();
        TransactionSynchronizationManager.bindResource(
                RUNNING, new Running(organization, reads ? new HashMap<>() : null));
        try {
            return work.get();
        } finally {
            TransactionSynchronizationManager.unbindResource(RUNNING);
        }
    }
}
