package sextant.platform.database;

import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import sextant.platform.OrganizationId;

/**
 * Every access to rows runs in a transaction that names its organization; row-level security shows the rows of no other.
 * A transaction inside a transaction joins it.
 */
@Component
public class Transactions {
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
            name(organization);
            T done = work.get();
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

    /** For the owner's named functions only: no organization is set, so no row of any table is visible. */
    public <T> T acrossOrganizations(Supplier<T> work) {
        T result = writing.execute(status -> work.get());
        return Objects.requireNonNull(result);
    }

    private <T> T run(TransactionTemplate template, OrganizationId organization, Supplier<T> work) {
        T result = template.execute(status -> {
            name(organization);
            return work.get();
        });
        return Objects.requireNonNull(result);
    }

    private void name(OrganizationId organization) {
        sql.query("select set_config('sextant.organization', ?, true)", organization.toString())
                .execute();
    }
}
