package sextant.documents;

import static sextant.schema.Tables.CHECKPOINT_MAILING;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import sextant.journal.Content;
import sextant.journal.Journal;
import sextant.journal.RecordRef;
import sextant.measurement.Codes;
import sextant.measurement.Frequency;
import sextant.people.Actor;
import sextant.platform.OrganizationId;
import sextant.platform.Stale;
import sextant.schema.tables.records.CheckpointMailingRecord;

/** Each organization's choice of whom checkpoints are mailed to. */
@Component
public class CheckpointMailings {
    static final String KIND = "checkpoint-mailing";

    private final DSLContext sql;
    private final Journal journal;

    CheckpointMailings(DSLContext sql, Journal journal) {
        this.sql = sql;
        this.journal = journal;
    }

    public CheckpointMailing of(OrganizationId organization) {
        return sql.selectFrom(CHECKPOINT_MAILING)
                .where(CHECKPOINT_MAILING.ORGANIZATION.eq(organization.value()))
                .fetchOptional(CheckpointMailings::mailing)
                .orElse(CheckpointMailing.NONE);
    }

    /** The same where one is due, for this transaction alone; empty when none is, or another node is at it. */
    Optional<CheckpointMailing> due(OrganizationId organization, LocalDate today) {
        return sql.selectFrom(CHECKPOINT_MAILING)
                .where(CHECKPOINT_MAILING.ORGANIZATION.eq(organization.value()))
                .and(CHECKPOINT_MAILING.NEXT_ON.le(today))
                .forUpdate()
                .skipLocked()
                .fetchOptional(CheckpointMailings::mailing);
    }

    /** @throws Stale when it is no longer at that version */
    void choose(
            Actor actor,
            int version,
            List<String> recipients,
            Optional<Frequency> every,
            Optional<LocalDate> next,
            String reason,
            Instant at) {
        CheckpointMailingRecord row = sql.newRecord(CHECKPOINT_MAILING);
        row.setVersion(version + 1);
        row.setRecipients(recipients.toArray(String[]::new));
        row.setEvery(every.map(Codes::of).orElse(null));
        row.setNextOn(next.orElse(null));
        int written;
        if (version == 0) {
            row.setOrganization(actor.organization().value());
            written = sql.insertInto(CHECKPOINT_MAILING)
                    .set(row)
                    .onConflictDoNothing()
                    .execute();
        } else {
            written = sql.update(CHECKPOINT_MAILING)
                    .set(row)
                    .where(CHECKPOINT_MAILING.ORGANIZATION.eq(
                            actor.organization().value()))
                    .and(CHECKPOINT_MAILING.VERSION.eq(version))
                    .execute();
        }
        if (written == 0) throw new Stale(KIND);
        journal.append(
                actor.organization(),
                new RecordRef(KIND, actor.organization().value()),
                version + 1,
                at,
                actor.person().value(),
                reason,
                Content.of().text("recipients", String.join("\n", recipients)).plain("every", every.map(Codes::of)));
    }

    void sent(OrganizationId organization, CheckpointMailing.Sent sent, Optional<LocalDate> next) {
        sql.update(CHECKPOINT_MAILING)
                .set(CHECKPOINT_MAILING.SENT_AT, sent.at())
                .set(CHECKPOINT_MAILING.SENT_SIZE, sent.size())
                .set(CHECKPOINT_MAILING.NEXT_ON, next.orElse(null))
                .where(CHECKPOINT_MAILING.ORGANIZATION.eq(organization.value()))
                .execute();
    }

    private static CheckpointMailing mailing(CheckpointMailingRecord row) {
        return new CheckpointMailing(
                row.getVersion(),
                List.of(row.getRecipients()),
                Optional.ofNullable(row.getEvery())
                        .map(code -> CheckpointMailing.RHYTHMS.stream()
                                .filter(one -> Codes.of(one).equals(code))
                                .findFirst()
                                .orElseThrow()),
                Optional.ofNullable(row.getNextOn()),
                row.getSentAt() == null || row.getSentSize() == null
                        ? Optional.empty()
                        : Optional.of(new CheckpointMailing.Sent(row.getSentAt(), row.getSentSize())));
    }
}
