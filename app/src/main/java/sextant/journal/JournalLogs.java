package sextant.journal;

import static sextant.schema.Tables.JOURNAL_LOG;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import sextant.platform.OrganizationId;

/** The organization's log: one origin for each epoch. A restored older backup starts the next epoch, on record. */
final class JournalLogs {
    record Log(int epoch, String origin) {}

    /** Of a log that was never restored, and of one that has not begun yet. */
    static final int FIRST_EPOCH = 1;

    private JournalLogs() {}

    static String origin(OrganizationId organization, int epoch) {
        return "sextant/" + organization + "/" + epoch;
    }

    static Optional<Log> find(DSLContext sql, OrganizationId organization) {
        return sql.select(JOURNAL_LOG.EPOCH, JOURNAL_LOG.ORIGIN)
                .from(JOURNAL_LOG)
                .where(JOURNAL_LOG.ORGANIZATION.eq(organization.value()))
                .orderBy(JOURNAL_LOG.EPOCH.desc())
                .limit(1)
                .fetchOptional(one -> new Log(one.value1(), one.value2()));
    }

    static Log current(DSLContext sql, OrganizationId organization, Instant now) {
        return find(sql, organization).orElseGet(() -> {
            Log first = new Log(FIRST_EPOCH, origin(organization, FIRST_EPOCH));
            sql.insertInto(JOURNAL_LOG)
                    .set(JOURNAL_LOG.ORGANIZATION, organization.value())
                    .set(JOURNAL_LOG.EPOCH, first.epoch())
                    .set(JOURNAL_LOG.ORIGIN, first.origin())
                    .set(JOURNAL_LOG.STARTED_AT, now)
                    .set(JOURNAL_LOG.REASON, "")
                    .execute();
            return first;
        });
    }
}
