package sextant.platform.database;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.length;

import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.TableField;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import sextant.platform.OrganizationId;

/**
 * Reference numbers such as OBJ-007 are counted and checked by one transaction of an organization at a time, so that two
 * that begin a record at once are not given the same. One lock for records of every kind: whoever needs several numbers
 * never waits for somebody who waits for them.
 */
public final class References {
    private References() {}

    /** Waits for whoever holds them; until the transaction ends they are this one's. One that only reads holds nothing. */
    public static void hold(DSLContext sql, OrganizationId organization) {
        if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) return;
        sql.query("select pg_advisory_xact_lock(hashtextextended(?, 2))", organization.toString())
                .execute();
    }

    /**
     * The number after the highest that has the form {@code prefix-000}; in a writing transaction nobody else is given one
     * until it ends.
     *
     * @param owner the column that says whose a row is
     * @param reference the column, in a table with an index of the references of this form by length and reference
     */
    public static String next(
            DSLContext sql,
            OrganizationId organization,
            TableField<?, UUID> owner,
            TableField<?, String> reference,
            String prefix) {
        hold(sql, organization);
        int highest = sql.select(reference)
                .from(reference.getTable())
                .where(owner.eq(organization.value()))
                // Spelled out, as the index is.
                .and(reference.likeRegex(inline("^" + prefix + "-[0-9]{1,6}$")))
                .orderBy(length(reference).desc(), reference.desc())
                .limit(1)
                .fetchOptional(reference)
                .map(last -> Integer.parseInt(last.substring(prefix.length() + 1)))
                .orElse(0);
        return "%s-%03d".formatted(prefix, highest + 1);
    }
}
