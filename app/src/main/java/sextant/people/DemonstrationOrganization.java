package sextant.people;

import static sextant.schema.Routines.closeDemonstrationSignIns;
import static sextant.schema.Routines.demonstrationOrganization;
import static sextant.schema.Tables.ORGANIZATION;
import static sextant.schema.Tables.PERSON;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;

/**
 * The organization in which nothing is real, and the ways to sign in to it. They exist only while the server runs with
 * {@code --demo}, and their passphrase is another one each time: what was printed once opens nothing later.
 */
@Component
public class DemonstrationOrganization implements SmartInitializingSingleton {
    private final DSLContext sql;
    private final Transactions transactions;
    private final Invitations invitations;
    private final PasswordEncoder passwords;
    private final Clock clock;

    DemonstrationOrganization(
            DSLContext sql,
            Transactions transactions,
            Invitations invitations,
            PasswordEncoder passwords,
            Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.invitations = invitations;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** @param told false when its story was interrupted */
    public record Found(OrganizationId id, boolean told) {}

    /** The demonstration organization of this installation. */
    public Optional<Found> find() {
        return transactions.acrossOrganizations(() -> sql.selectFrom(demonstrationOrganization()).fetch().stream()
                .findFirst()
                .map(row -> new Found(new OrganizationId(row.getId()), row.getTold())));
    }

    /** Says of an organization, for good, that nothing in it is real. */
    public void begin(OrganizationId organization) {
        mark(organization, "begun");
    }

    /** Says that its story was told to the end. */
    public void told(OrganizationId organization) {
        mark(organization, "told");
    }

    private void mark(OrganizationId organization, String how) {
        transactions.writing(
                organization,
                () -> sql.update(ORGANIZATION)
                        .set(ORGANIZATION.DEMONSTRATION, how)
                        .where(ORGANIZATION.ID.eq(organization.value()))
                        .execute());
    }

    /** Lets the active persons with these e-mail addresses in. */
    public void open(OrganizationId organization, Collection<String> emails, String passphrase) {
        transactions.writing(organization, () -> {
            Instant now = clock.instant();
            sql.select(PERSON.ID)
                    .from(PERSON)
                    .where(PERSON.ORGANIZATION.eq(organization.value()))
                    .and(PERSON.EMAIL.in(emails))
                    .and(PERSON.ACTIVE)
                    .fetch(PERSON.ID)
                    .forEach(person -> invitations.setPassword(
                            organization,
                            new PersonId(person),
                            Objects.requireNonNull(passwords.encode(passphrase)),
                            now));
        });
    }

    /** Before the web server takes its first request, so that not even then an earlier passphrase, session or token counts. */
    @Override
    public void afterSingletonsInstantiated() {
        close();
    }

    /** Takes from everybody of the demonstration organization every way in; nothing happens where there is none. */
    public void close() {
        transactions.acrossOrganizations(() -> {
            closeDemonstrationSignIns(sql.configuration(), clock.instant());
            return true;
        });
    }
}
