package sextant.people;

import static sextant.schema.Tables.ORGANIZATION;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import sextant.journal.Content;
import sextant.journal.Journal;
import sextant.journal.RecordRef;
import sextant.journal.Revisions;
import sextant.platform.Forbidden;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;
import sextant.platform.Stale;
import sextant.platform.database.Transactions;

/** The organization's own settings. */
@Component
public class Organizations {
    /** @param ownerApproval whether top management may approve objectives it owns (never ones it wrote) */
    public record Organization(String name, ZoneId timeZone, String language, boolean ownerApproval, int version) {}

    public static final String KIND = "organization";

    private final DSLContext sql;
    private final Journal journal;
    private final Revisions revisions;
    private final Transactions transactions;
    private final Clock clock;

    Organizations(DSLContext sql, Journal journal, Revisions revisions, Transactions transactions, Clock clock) {
        this.sql = sql;
        this.journal = journal;
        this.revisions = revisions;
        this.transactions = transactions;
        this.clock = clock;
    }

    public Organization get(OrganizationId id) {
        return sql.selectFrom(ORGANIZATION)
                .where(ORGANIZATION.ID.eq(id.value()))
                .fetchSingle(row -> new Organization(
                        row.getName(),
                        ZoneId.of(row.getTimeZone()),
                        row.getLanguage(),
                        row.getOwnerApproval(),
                        row.getVersion()));
    }

    /** As {@link #get}, in a transaction that reads as of a past moment as it was recorded then. */
    public Organization recorded(OrganizationId id) {
        return Transactions.moment().map(moment -> past(id, moment)).orElseGet(() -> get(id));
    }

    private Organization past(OrganizationId id, Instant moment) {
        return revisions.asOf(id, List.of(new RecordRef(KIND, id.value())), moment).stream()
                .map(then -> new Organization(
                        then.text("name"),
                        ZoneId.of(then.text("time-zone")),
                        then.text("language"),
                        Boolean.TRUE.equals(then.content().get("owner-approval")),
                        then.number()))
                .findFirst()
                .orElseThrow(() -> new NotFound(KIND));
    }

    /** @throws Stale when the settings are no longer at that version */
    public void change(Actor actor, Organization changed, String reason) {
        if (!actor.may(Permission.ORGANIZATION_MANAGE)) throw new Forbidden(Permission.ORGANIZATION_MANAGE.code());
        transactions.writing(actor.organization(), () -> {
            int rows = sql.update(ORGANIZATION)
                    .set(ORGANIZATION.NAME, changed.name())
                    .set(ORGANIZATION.TIME_ZONE, changed.timeZone().getId())
                    .set(ORGANIZATION.LANGUAGE, changed.language())
                    .set(ORGANIZATION.OWNER_APPROVAL, changed.ownerApproval())
                    .set(ORGANIZATION.VERSION, changed.version() + 1)
                    .where(ORGANIZATION.ID.eq(actor.organization().value()))
                    .and(ORGANIZATION.VERSION.eq(changed.version()))
                    .execute();
            if (rows == 0) throw new Stale(KIND);
            journal.append(
                    actor.organization(),
                    new RecordRef(KIND, actor.organization().value()),
                    changed.version() + 1,
                    clock.instant(),
                    actor.person().value(),
                    reason,
                    Content.of()
                            .text("name", changed.name())
                            .plain("time-zone", changed.timeZone().getId())
                            .plain("language", changed.language())
                            .plain("owner-approval", changed.ownerApproval()));
        });
    }
}
