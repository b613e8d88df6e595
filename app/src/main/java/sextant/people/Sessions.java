package sextant.people;

import static org.jooq.impl.DSL.noCondition;
import static sextant.schema.Routines.sessionBy;
import static sextant.schema.Tables.SESSION;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;

/** Who is signed in where. A session ends after twelve hours, after two idle hours, or when it is revoked. */
@Component
public class Sessions {
    static final Duration LONGEST = Duration.ofHours(12);
    static final Duration IDLE = Duration.ofHours(2);
    private static final Duration TOUCH = Duration.ofMinutes(5);

    public record Session(UUID id, Instant createdAt, Instant lastSeenAt, String address, String agent) {}

    private final DSLContext sql;
    private final Transactions transactions;
    private final Actors actors;
    private final Ids ids;
    private final Clock clock;

    Sessions(DSLContext sql, Transactions transactions, Actors actors, Ids ids, Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.actors = actors;
        this.ids = ids;
        this.clock = clock;
    }

    /** The secret of a new session, for the cookie. */
    String begin(OrganizationId organization, PersonId person, String address, String agent) {
        String secret = ids.secret();
        Instant now = clock.instant();
        transactions.writing(
                organization,
                () -> sql.insertInto(SESSION)
                        .set(SESSION.ORGANIZATION, organization.value())
                        .set(SESSION.HASH, Secrets.hash(secret))
                        .set(SESSION.ID, ids.next())
                        .set(SESSION.PERSON, person.value())
                        .set(SESSION.CREATED_AT, now)
                        .set(SESSION.LAST_SEEN_AT, now)
                        .set(SESSION.EXPIRES_AT, now.plus(LONGEST))
                        .set(SESSION.ADDRESS, address)
                        .set(SESSION.AGENT, agent.length() > 200 ? agent.substring(0, 200) : agent)
                        .execute());
        return secret;
    }

    Optional<Actor> actor(String secret) {
        if (!Secrets.looksLikeOne(secret)) return Optional.empty();
        Instant now = clock.instant();
        return transactions
                .acrossOrganizations(
                        () -> sql.selectFrom(sessionBy(Secrets.hash(secret))).fetchOptional())
                .filter(row -> row.getExpiresAt().isAfter(now))
                .filter(row -> row.getLastSeenAt().plus(IDLE).isAfter(now))
                .flatMap(row -> {
                    OrganizationId organization = new OrganizationId(row.getOrganization());
                    if (row.getLastSeenAt().plus(TOUCH).isBefore(now)) touch(organization, row.getId(), now);
                    return actors.find(organization, new PersonId(row.getPerson()), row.getId(), null);
                });
    }

    /** The actor's own that have not ended. */
    public List<Session> of(Actor actor) {
        return fetch(
                actor.organization(),
                actor.person(),
                SESSION.REVOKED_AT.isNull().and(SESSION.EXPIRES_AT.gt(clock.instant())));
    }

    /** Everything that is kept of a person's sessions, ended or not. */
    List<Session> all(OrganizationId organization, PersonId person) {
        return fetch(organization, person, noCondition());
    }

    private List<Session> fetch(OrganizationId organization, PersonId person, Condition which) {
        return sql.selectFrom(SESSION)
                .where(SESSION.ORGANIZATION.eq(organization.value()))
                .and(SESSION.PERSON.eq(person.value()))
                .and(which)
                .orderBy(SESSION.LAST_SEEN_AT.desc())
                .fetch(row -> new Session(
                        row.getId(), row.getCreatedAt(), row.getLastSeenAt(), row.getAddress(), row.getAgent()));
    }

    /** Ends one of the actor's own sessions. */
    public void revoke(Actor actor, UUID id) {
        int revoked = transactions.write(
                actor.organization(),
                () -> sql.update(SESSION)
                        .set(SESSION.REVOKED_AT, clock.instant())
                        .where(SESSION.ORGANIZATION.eq(actor.organization().value()))
                        .and(SESSION.PERSON.eq(actor.person().value()))
                        .and(SESSION.ID.eq(id))
                        .and(SESSION.REVOKED_AT.isNull())
                        .execute());
        if (revoked == 0) throw new NotFound("session");
    }

    private void touch(OrganizationId organization, UUID id, Instant now) {
        transactions.writing(
                organization,
                () -> sql.update(SESSION)
                        .set(SESSION.LAST_SEEN_AT, now)
                        .where(SESSION.ORGANIZATION.eq(organization.value()))
                        .and(SESSION.ID.eq(id))
                        .execute());
    }
}
