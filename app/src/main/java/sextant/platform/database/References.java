package sextant.platform.database;

import org.jooq.DSLContext;
import sextant.platform.OrganizationId;

/**
 * Reference numbers such as OBJ-007 are counted and checked by one transaction of an organization at a time, so that two
 * that begin a record at once are not given the same. One lock for records of every kind: whoever needs several numbers
 * never waits for somebody who waits for them.
 */
public final class References {
    private References() {}

    /** Waits for whoever holds them; until the transaction ends they are this one's. */
    public static void hold(DSLContext sql, OrganizationId organization) {
        sql.query("select pg_advisory_xact_lock(hashtextextended(?, 2))", organization.toString())
                .execute();
    }
}
