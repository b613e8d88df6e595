package sextant.people;

import static sextant.schema.Routines.signInCandidates;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jooq.DSLContext;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import sextant.platform.Ids;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;
import sextant.schema.tables.records.SignInCandidatesRecord;

/**
 * E-mail and password. Throttled per account and per address; an unknown account costs the same time and gets the same
 * answer as a wrong password.
 */
@Component
public class SignIn {
    public sealed interface Result {
        /** @param secret for the session's cookie */
        record SignedIn(String secret) implements Result {}

        record WrongCredentials() implements Result {}

        record TooManyAttempts() implements Result {}
    }

    private final DSLContext sql;
    private final Transactions transactions;
    private final Sessions sessions;
    private final FailedSignIns failures;
    private final PasswordEncoder passwords;
    private final Clock clock;
    private final String nobodysHash;

    SignIn(
            DSLContext sql,
            Transactions transactions,
            Sessions sessions,
            FailedSignIns failures,
            PasswordEncoder passwords,
            Ids ids,
            Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.sessions = sessions;
        this.failures = failures;
        this.passwords = passwords;
        this.clock = clock;
        this.nobodysHash = Objects.requireNonNull(passwords.encode(ids.secret()));
    }

    public Result signIn(String email, String password, String address, String agent) {
        String account = email.strip().toLowerCase(Locale.ROOT);
        if (account.length() > 254 || password.length() > PasswordRule.LONGEST) return new Result.WrongCredentials();
        Instant now = clock.instant();
        if (failures.areTooMany(account, address, now)) return new Result.TooManyAttempts();
        List<SignInCandidatesRecord> candidates = transactions.acrossOrganizations(
                () -> sql.selectFrom(signInCandidates(account)).fetch());
        for (SignInCandidatesRecord candidate : candidates)
            if (passwords.matches(password, candidate.getPasswordHash())) {
                failures.forget(account);
                return new Result.SignedIn(sessions.begin(
                        new OrganizationId(candidate.getOrganization()),
                        new PersonId(candidate.getPerson()),
                        address,
                        agent));
            }
        if (candidates.isEmpty()) passwords.matches(password, nobodysHash);
        failures.record(account, address, now);
        return new Result.WrongCredentials();
    }
}
