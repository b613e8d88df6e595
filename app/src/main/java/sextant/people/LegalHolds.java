package sextant.people;

import static org.jooq.impl.DSL.any;
import static sextant.schema.Tables.LEGAL_HOLD;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import sextant.journal.Content;
import sextant.journal.Journal;
import sextant.journal.RecordRef;
import sextant.platform.Forbidden;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;
import sextant.schema.tables.records.LegalHoldRecord;

/** Legal holds, each with two revisions at most: when it was placed, and when it was lifted. */
@Component
public class LegalHolds {
    public static final String KIND = "legal-hold";

    private final DSLContext sql;
    private final Journal journal;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    LegalHolds(DSLContext sql, Journal journal, Transactions transactions, Ids ids, Clock clock) {
        this.sql = sql;
        this.journal = journal;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** Those that were not lifted, the newest first, whether or not their last day has passed. */
    public List<LegalHold> standing(OrganizationId organization) {
        return sql.selectFrom(LEGAL_HOLD)
                .where(LEGAL_HOLD.ORGANIZATION.eq(organization.value()))
                .and(LEGAL_HOLD.LIFTED_AT.isNull())
                .orderBy(LEGAL_HOLD.PLACED_AT.desc(), LEGAL_HOLD.ID)
                .fetch(LegalHolds::hold);
    }

    /** Those that keep a person from being erased on a day. */
    public List<LegalHold> against(OrganizationId organization, PersonId person, LocalDate today) {
        return standing(organization).stream()
                .filter(hold -> hold.standsAgainst(person, today))
                .toList();
    }

    /** What each of these is about: a person, or the organization. */
    Map<UUID, RecordRef> subjects(OrganizationId organization, Collection<UUID> holds) {
        Map<UUID, RecordRef> subjects = new HashMap<>();
        sql.select(LEGAL_HOLD.ID, LEGAL_HOLD.PERSON)
                .from(LEGAL_HOLD)
                .where(LEGAL_HOLD.ORGANIZATION.eq(organization.value()))
                .and(LEGAL_HOLD.ID.eq(any(holds.toArray(UUID[]::new))))
                .forEach(row -> subjects.put(
                        row.value1(),
                        row.value2() == null
                                ? new RecordRef(Organizations.KIND, organization.value())
                                : new RecordRef(Persons.KIND, row.value2())));
        return subjects;
    }

    /**
     * @param person empty for everybody
     * @throws NotFound when there is no such person
     */
    public UUID place(Actor actor, Optional<PersonId> person, String reason, Optional<LocalDate> until) {
        requireManaging(actor);
        LegalHold hold = new LegalHold(ids.next(), person, reason, until, clock.instant(), actor.person());
        transactions.writing(actor.organization(), () -> {
            inTurn(actor.organization());
            sql.insertInto(LEGAL_HOLD)
                    .set(LEGAL_HOLD.ORGANIZATION, actor.organization().value())
                    .set(LEGAL_HOLD.ID, hold.id())
                    .set(LEGAL_HOLD.PERSON, person.map(PersonId::value).orElse(null))
                    .set(LEGAL_HOLD.REASON, reason)
                    .set(LEGAL_HOLD.UNTIL, until.orElse(null))
                    .set(LEGAL_HOLD.PLACED_AT, hold.placedAt())
                    .set(LEGAL_HOLD.PLACED_BY, actor.person().value())
                    .execute();
            record(actor, hold, 1, "placed", hold.placedAt(), "");
        });
        return hold.id();
    }

    /** Holds are placed and persons erased one after the other: else somebody could be erased while one is placed. */
    void inTurn(OrganizationId organization) {
        sql.query("select pg_advisory_xact_lock(hashtextextended(?, 3))", organization.toString())
                .execute();
    }

    /** @throws NotFound when no such hold stands */
    public void lift(Actor actor, UUID id, String reason) {
        requireManaging(actor);
        transactions.writing(actor.organization(), () -> {
            LegalHold hold = sql.selectFrom(LEGAL_HOLD)
                    .where(LEGAL_HOLD.ORGANIZATION.eq(actor.organization().value()))
                    .and(LEGAL_HOLD.ID.eq(id))
                    .and(LEGAL_HOLD.LIFTED_AT.isNull())
                    .forUpdate()
                    .fetchOptional(LegalHolds::hold)
                    .orElseThrow(() -> new NotFound(KIND));
            Instant now = clock.instant();
            sql.update(LEGAL_HOLD)
                    .set(LEGAL_HOLD.LIFTED_AT, now)
                    .where(LEGAL_HOLD.ORGANIZATION.eq(actor.organization().value()))
                    .and(LEGAL_HOLD.ID.eq(id))
                    .execute();
            record(actor, hold, 2, "lifted", now, reason);
        });
    }

    private void record(Actor actor, LegalHold hold, int revision, String state, Instant at, String reason) {
        journal.append(
                actor.organization(),
                new RecordRef(KIND, hold.id()),
                revision,
                at,
                actor.person().value(),
                reason,
                Content.of()
                        .plain("person", hold.person())
                        .plain("state", state)
                        .text("reason", hold.reason())
                        .plain("until", hold.until()));
    }

    private static void requireManaging(Actor actor) {
        if (!actor.may(Permission.PERSONS_MANAGE)) throw new Forbidden(Permission.PERSONS_MANAGE.code());
    }

    private static LegalHold hold(LegalHoldRecord row) {
        return new LegalHold(
                row.getId(),
                Optional.ofNullable(row.getPerson()).map(PersonId::new),
                row.getReason(),
                Optional.ofNullable(row.getUntil()),
                row.getPlacedAt(),
                new PersonId(row.getPlacedBy()));
    }
}
