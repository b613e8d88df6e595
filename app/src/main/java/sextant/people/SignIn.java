package sextant.people;

import static sextant.schema.Routines.failedSignIns;
import static sextant.schema.Routines.forgetFailedSignIns;
import static sextant.schema.Routines.recordFailedSignIn;
import static sextant.schema.Routines.signInCandidates;

import java.time.Clock;
import java.time.Duration;
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
    static final int FAILURES_PER_ACCOUNT = 10;
    static final int FAILURES_PER_ADDRESS = 50;
    static final Duration WINDOW = Duration.ofMinutes(15);

    public sealed interface Result {
        /** @param secret for the session's cookie */
        record SignedIn(String secret) implements Result {}

        record WrongCredentials() implements Result {}

        record TooManyAttempts() implements Result {}
    }

    private final DSLContext sql;
    private final Transactions transactions;
    private final Sessions sessions;
    private final PasswordEncoder passwords;
    private final Clock clock;
    private final String nobodysHash;

    SignIn(
            DSLContext sql,
            Transactions transactions,
            Sessions sessions,
            PasswordEncoder passwords,
            Ids ids,
            Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.sessions = sessions;
        this.passwords = passwords;
        this.clock = clock;
        this.nobodysHash = Objects.requireNonNull(passwords.encode(ids.secret()));
    }

    public Result signIn(String email, String password, String address, String agent) {
        String account = email.strip().toLowerCase(Locale.ROOT);
        if (account.length() > 254 || password.length() > PasswordRule.LONGEST) return new Result.WrongCredentials();
        Instant now = clock.instant();
        if (isThrottled(account, address, now)) return new Result.TooManyAttempts();
        List<SignInCandidatesRecord> candidates = transactions.acrossOrganizations(
                () -> sql.selectFrom(signInCandidates(account)).fetch());
        for (SignInCandidatesRecord candidate : candidates)
            if (passwords.matches(password, candidate.getPasswordHash())) {
                transactions.acrossOrganizations(() -> {
                    forgetFailedSignIns(sql.configuration(), "account:" + account);
                    return true;
                });
                return new Result.SignedIn(sessions.begin(
                        new OrganizationId(candidate.getOrganization()),
                        new PersonId(candidate.getPerson()),
                        address,
                        agent));
            }
        if (candidates.isEmpty()) passwords.matches(password, nobodysHash);
        transactions.acrossOrganizations(() -> {
            recordFailedSignIn(sql.configuration(), "account:" + account, now);
            recordFailedSignIn(sql.configuration(), "address:" + address, now);
            return true;
        });
        return new Result.WrongCredentials();
    }

    private boolean isThrottled(String account, String address, Instant now) {
        return transactions.acrossOrganizations(() ->
                failedSignIns(sql.configuration(), "account:" + account, now.minus(WINDOW)) >= FAILURES_PER_ACCOUNT
                        || failedSignIns(sql.configuration(), "address:" + address, now.minus(WINDOW))
                                >= FAILURES_PER_ADDRESS);
    }
}
