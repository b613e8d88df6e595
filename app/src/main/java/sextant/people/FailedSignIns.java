package sextant.people;

import static sextant.schema.Routines.failedSignIns;
import static sextant.schema.Routines.forgetFailedSignIns;
import static sextant.schema.Routines.recordFailedSignIn;

import java.time.Duration;
import java.time.Instant;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import sextant.platform.database.Transactions;

/** Wrong passwords of the last while, by account and by address, so that nobody tries them through (ASVS 5.0, 6.3.1). */
@Component
class FailedSignIns {
    static final int PER_ACCOUNT = 10;
    static final int PER_ADDRESS = 50;
    static final Duration WINDOW = Duration.ofMinutes(15);

    private final DSLContext sql;
    private final Transactions transactions;

    FailedSignIns(DSLContext sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    boolean areTooMany(String account, String address, Instant now) {
        Instant since = now.minus(WINDOW);
        return transactions.acrossOrganizations(
                () -> failedSignIns(sql.configuration(), "account:" + account, since) >= PER_ACCOUNT
                        || failedSignIns(sql.configuration(), "address:" + address, since) >= PER_ADDRESS);
    }

    void record(String account, String address, Instant now) {
        transactions.acrossOrganizations(() -> {
            recordFailedSignIn(sql.configuration(), "account:" + account, now);
            recordFailedSignIn(sql.configuration(), "address:" + address, now);
            return true;
        });
    }

    void forget(String account) {
        transactions.acrossOrganizations(() -> {
            forgetFailedSignIns(sql.configuration(), "account:" + account);
            return true;
        });
    }
}
