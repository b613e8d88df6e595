package sextant.people;

import static sextant.schema.Tables.CREDENTIAL;
import static sextant.schema.Tables.SESSION;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import sextant.platform.database.Transactions;

/**
 * A new password for oneself, against the present one (ASVS 5.0, 6.2.3). Whoever else was signed in with the old one is
 * signed out; wrong guesses count as failed sign-ins.
 */
@Component
public class ChangePassword {
    public sealed interface Result {
        record Changed() implements Result {}

        record WrongPassword() implements Result {}

        record TooManyAttempts() implements Result {}
    }

    private final DSLContext sql;
    private final Transactions transactions;
    private final Persons persons;
    private final Invitations invitations;
    private final FailedSignIns failures;
    private final PasswordEncoder passwords;
    private final Clock clock;

    ChangePassword(
            DSLContext sql,
            Transactions transactions,
            Persons persons,
            Invitations invitations,
            FailedSignIns failures,
            PasswordEncoder passwords,
            Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.persons = persons;
        this.invitations = invitations;
        this.failures = failures;
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * @param wanted keeps to the {@link PasswordRule}, which its caller has asked
     * @param address where the request comes from
     */
    public Result change(Actor actor, String present, String wanted, String address) {
        Instant now = clock.instant();
        String account = transactions.read(
                actor.organization(),
                () -> persons.get(actor.organization(), actor.person()).email());
        if (failures.areTooMany(account, address, now)) return new Result.TooManyAttempts();
        Optional<String> known = hash(actor);
        // The hashing is slow by design: no transaction is open meanwhile.
        boolean matches = present.length() <= PasswordRule.LONGEST
                && known.filter(hash -> passwords.matches(present, hash)).isPresent();
        if (!matches) {
            failures.record(account, address, now);
            return new Result.WrongPassword();
        }
        String hash = Objects.requireNonNull(passwords.encode(wanted));
        transactions.writing(actor.organization(), () -> {
            invitations.setPassword(actor.organization(), actor.person(), hash, now);
            sql.update(SESSION)
                    .set(SESSION.REVOKED_AT, now)
                    .where(SESSION.ORGANIZATION.eq(actor.organization().value()))
                    .and(SESSION.PERSON.eq(actor.person().value()))
                    .and(SESSION.ID.ne(actor.credential()))
                    .and(SESSION.REVOKED_AT.isNull())
                    .execute();
        });
        failures.forget(account);
        return new Result.Changed();
    }

    private Optional<String> hash(Actor actor) {
        return transactions.read(
                actor.organization(),
                () -> sql.select(CREDENTIAL.PASSWORD_HASH)
                        .from(CREDENTIAL)
                        .where(CREDENTIAL.ORGANIZATION.eq(actor.organization().value()))
                        .and(CREDENTIAL.PERSON.eq(actor.person().value()))
                        .fetchOptional(CREDENTIAL.PASSWORD_HASH));
    }
}
