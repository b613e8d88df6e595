package sextant.people;

import static sextant.schema.Routines.apiTokenBy;
import static sextant.schema.Routines.personsByEmail;
import static sextant.schema.Tables.API_TOKEN;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;

/** Tokens for programs: shown once, stored hashed, at most as mighty as their person, or cut down to one role. */
@Component
public class ApiTokens {
    public static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration TOUCH = Duration.ofMinutes(1);
    private static final String PREFIX = "sextant_";

    public record Token(
            UUID id,
            String name,
            Optional<Role> role,
            Instant createdAt,
            Instant expiresAt,
            Optional<Instant> lastUsedAt,
            boolean revoked) {}

    private final DSLContext sql;
    private final Transactions transactions;
    private final Actors actors;
    private final Ids ids;
    private final Clock clock;

    ApiTokens(DSLContext sql, Transactions transactions, Actors actors, Ids ids, Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.actors = actors;
        this.ids = ids;
        this.clock = clock;
    }

    /** The token itself, to be shown once. */
    public String create(Actor actor, String name, @Nullable Role role, Duration valid) {
        return create(actor.organization(), actor.person(), name, role, valid);
    }

    /** For the command line: empty when no active person has that e-mail address. */
    public Optional<String> createFor(String email, String name, @Nullable Role role, Duration valid) {
        return transactions
                .acrossOrganizations(
                        () -> sql.selectFrom(personsByEmail(email.toLowerCase(Locale.ROOT))).fetch().stream()
                                .findFirst())
                .map(row -> create(
                        new OrganizationId(row.getOrganization()), new PersonId(row.getPerson()), name, role, valid));
    }

    public List<Token> of(Actor actor) {
        return of(actor.organization(), actor.person());
    }

    List<Token> of(OrganizationId organization, PersonId person) {
        return sql.selectFrom(API_TOKEN)
                .where(API_TOKEN.ORGANIZATION.eq(organization.value()))
                .and(API_TOKEN.PERSON.eq(person.value()))
                .orderBy(API_TOKEN.CREATED_AT.desc())
                .fetch(row -> new Token(
                        row.getId(),
                        row.getName(),
                        Optional.ofNullable(row.getRole()).map(Role.BY_CODE::get),
                        row.getCreatedAt(),
                        row.getExpiresAt(),
                        Optional.ofNullable(row.getLastUsedAt()),
                        row.getRevokedAt() != null));
    }

    public void revoke(Actor actor, UUID id) {
        int revoked = transactions.write(
                actor.organization(),
                () -> sql.update(API_TOKEN)
                        .set(API_TOKEN.REVOKED_AT, clock.instant())
                        .where(API_TOKEN.ORGANIZATION.eq(actor.organization().value()))
                        .and(API_TOKEN.PERSON.eq(actor.person().value()))
                        .and(API_TOKEN.ID.eq(id))
                        .and(API_TOKEN.REVOKED_AT.isNull())
                        .execute());
        if (revoked == 0) throw new NotFound("token");
    }

    Optional<Actor> actor(String token) {
        if (!token.startsWith(PREFIX) || !Secrets.looksLikeOne(token.substring(PREFIX.length())))
            return Optional.empty();
        Instant now = clock.instant();
        byte[] hash = Secrets.hash(token.substring(PREFIX.length()));
        return transactions
                .acrossOrganizations(() -> sql.selectFrom(apiTokenBy(hash)).fetchOptional())
                .filter(row -> row.getExpiresAt().isAfter(now))
                .flatMap(row -> {
                    OrganizationId organization = new OrganizationId(row.getOrganization());
                    Instant used = row.getLastUsedAt();
                    if (used == null || used.plus(TOUCH).isBefore(now)) touch(organization, row.getId(), now);
                    Role only = row.getRole() == null ? null : Role.BY_CODE.get(row.getRole());
                    return actors.find(organization, new PersonId(row.getPerson()), row.getId(), only);
                });
    }

    private String create(
            OrganizationId organization, PersonId person, String name, @Nullable Role role, Duration valid) {
        if (valid.isNegative() || valid.isZero() || valid.compareTo(LONGEST) > 0)
            throw new IllegalArgumentException("a token is valid for at most " + LONGEST);
        String secret = ids.secret();
        Instant now = clock.instant();
        transactions.writing(
                organization,
                () -> sql.insertInto(API_TOKEN)
                        .set(API_TOKEN.ORGANIZATION, organization.value())
                        .set(API_TOKEN.ID, ids.next())
                        .set(API_TOKEN.PERSON, person.value())
                        .set(API_TOKEN.NAME, name)
                        .set(API_TOKEN.ROLE, role == null ? null : role.code())
                        .set(API_TOKEN.HASH, Secrets.hash(secret))
                        .set(API_TOKEN.CREATED_AT, now)
                        .set(API_TOKEN.EXPIRES_AT, now.plus(valid))
                        .execute());
        return PREFIX + secret;
    }

    private void touch(OrganizationId organization, UUID id, Instant now) {
        transactions.writing(
                organization,
                () -> sql.update(API_TOKEN)
                        .set(API_TOKEN.LAST_USED_AT, now)
                        .where(API_TOKEN.ORGANIZATION.eq(organization.value()))
                        .and(API_TOKEN.ID.eq(id))
                        .execute());
    }
}
