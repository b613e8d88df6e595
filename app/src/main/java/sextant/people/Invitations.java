package sextant.people;

import static sextant.schema.Routines.invitationBy;
import static sextant.schema.Tables.CREDENTIAL;
import static sextant.schema.Tables.INVITATION;
import static sextant.schema.Tables.PERSON;
import static sextant.schema.Tables.SESSION;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import sextant.platform.Ids;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;

/** Links by which a person sets the first password, or a new one. Each works once, for seven days. */
@Component
public class Invitations {
    static final Duration VALID = Duration.ofDays(7);

    /** Whom a link invites. */
    public record Invited(OrganizationId organization, PersonId person, String name, String email) {}

    private final DSLContext sql;
    private final Transactions transactions;
    private final PasswordEncoder passwords;
    private final Ids ids;
    private final Clock clock;

    Invitations(DSLContext sql, Transactions transactions, PasswordEncoder passwords, Ids ids, Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.passwords = passwords;
        this.ids = ids;
        this.clock = clock;
    }

    /** A new link's secret, shown once; older unused links of the person stop working. */
    public String invite(Actor actor, PersonId person) {
        if (!actor.may(Permission.PERSONS_MANAGE))
            throw new sextant.platform.Forbidden(Permission.PERSONS_MANAGE.code());
        String secret = ids.secret();
        transactions.writing(actor.organization(), () -> create(actor.organization(), person, secret));
        return secret;
    }

    void create(OrganizationId organization, PersonId person, String secret) {
        Instant now = clock.instant();
        sql.update(INVITATION)
                .set(INVITATION.USED_AT, now)
                .where(INVITATION.ORGANIZATION.eq(organization.value()))
                .and(INVITATION.PERSON.eq(person.value()))
                .and(INVITATION.USED_AT.isNull())
                .execute();
        sql.insertInto(INVITATION)
                .set(INVITATION.ORGANIZATION, organization.value())
                .set(INVITATION.HASH, Secrets.hash(secret))
                .set(INVITATION.PERSON, person.value())
                .set(INVITATION.CREATED_AT, now)
                .set(INVITATION.EXPIRES_AT, now.plus(VALID))
                .execute();
    }

    public Optional<Invited> find(String secret) {
        if (!Secrets.looksLikeOne(secret)) return Optional.empty();
        Instant now = clock.instant();
        return transactions
                .acrossOrganizations(
                        () -> sql.selectFrom(invitationBy(Secrets.hash(secret))).fetchOptional())
                .filter(row -> row.getExpiresAt().isAfter(now))
                .map(row -> transactions.read(
                        new OrganizationId(row.getOrganization()),
                        () -> sql.select(PERSON.NAME, PERSON.EMAIL)
                                .from(PERSON)
                                .where(PERSON.ORGANIZATION.eq(row.getOrganization()))
                                .and(PERSON.ID.eq(row.getPerson()))
                                .fetchSingle(person -> new Invited(
                                        new OrganizationId(row.getOrganization()),
                                        new PersonId(row.getPerson()),
                                        person.value1(),
                                        person.value2()))));
    }

    /** Sets the password and uses the link up; answers false when somebody else just used it. Other sessions end. */
    public boolean accept(Invited invited, String secret, String password) {
        String hash = java.util.Objects.requireNonNull(passwords.encode(password));
        return transactions.write(invited.organization(), () -> {
            Instant now = clock.instant();
            int used = sql.update(INVITATION)
                    .set(INVITATION.USED_AT, now)
                    .where(INVITATION.ORGANIZATION.eq(invited.organization().value()))
                    .and(INVITATION.HASH.eq(Secrets.hash(secret)))
                    .and(INVITATION.USED_AT.isNull())
                    .execute();
            if (used == 0) return false;
            sql.update(SESSION)
                    .set(SESSION.REVOKED_AT, now)
                    .where(SESSION.ORGANIZATION.eq(invited.organization().value()))
                    .and(SESSION.PERSON.eq(invited.person().value()))
                    .and(SESSION.REVOKED_AT.isNull())
                    .execute();
            setPassword(invited.organization(), invited.person(), hash, now);
            return true;
        });
    }

    void setPassword(OrganizationId organization, PersonId person, String hash, Instant now) {
        sql.insertInto(CREDENTIAL)
                .set(CREDENTIAL.ORGANIZATION, organization.value())
                .set(CREDENTIAL.PERSON, person.value())
                .set(CREDENTIAL.PASSWORD_HASH, hash)
                .set(CREDENTIAL.CHANGED_AT, now)
                .onConflict(CREDENTIAL.ORGANIZATION, CREDENTIAL.PERSON)
                .doUpdate()
                .set(CREDENTIAL.PASSWORD_HASH, hash)
                .set(CREDENTIAL.CHANGED_AT, now)
                .execute();
    }
}
