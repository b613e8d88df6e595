package sextant.people;

import static sextant.schema.Routines.renewSetup;
import static sextant.schema.Routines.setupIsOpen;
import static sextant.schema.Routines.useSetup;
import static sextant.schema.Tables.ORGANIZATION;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import sextant.journal.Content;
import sextant.journal.Journal;
import sextant.journal.RecordRef;
import sextant.platform.Ids;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;

/** The first start: a one-time link that makes the organization and its first administrator. */
@Component
public class SetUp {
    public record Beginning(
            String organizationName, String name, String email, String password, String language, ZoneId timeZone) {}

    private final DSLContext sql;
    private final Transactions transactions;
    private final Units units;
    private final Persons persons;
    private final Invitations invitations;
    private final Journal journal;
    private final PasswordEncoder passwords;
    private final Ids ids;
    private final Clock clock;

    SetUp(
            DSLContext sql,
            Transactions transactions,
            Units units,
            Persons persons,
            Invitations invitations,
            Journal journal,
            PasswordEncoder passwords,
            Ids ids,
            Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.units = units;
        this.persons = persons;
        this.invitations = invitations;
        this.journal = journal;
        this.passwords = passwords;
        this.ids = ids;
        this.clock = clock;
    }

    /** The secret of a new setup link, while there is no organization. */
    public Optional<String> openLink() {
        String secret = ids.secret();
        boolean renewed = transactions.acrossOrganizations(
                () -> renewSetup(sql.configuration(), Secrets.hash(secret), clock.instant()));
        return renewed ? Optional.of(secret) : Optional.empty();
    }

    public boolean isOpen(String secret) {
        return Secrets.looksLikeOne(secret)
                && transactions.acrossOrganizations(() -> setupIsOpen(sql.configuration(), Secrets.hash(secret)));
    }

    /** The new organization; empty when the link was used already. All of it happens, or nothing. */
    public Optional<OrganizationId> begin(String secret, Beginning beginning) {
        OrganizationId organization = new OrganizationId(ids.next());
        String passwordHash = java.util.Objects.requireNonNull(passwords.encode(beginning.password()));
        boolean done = transactions.write(organization, () -> {
            Instant now = clock.instant();
            if (!useSetup(sql.configuration(), Secrets.hash(secret), now)) return false;
            sql.insertInto(ORGANIZATION)
                    .set(ORGANIZATION.ID, organization.value())
                    .set(ORGANIZATION.NAME, beginning.organizationName())
                    .set(ORGANIZATION.TIME_ZONE, beginning.timeZone().getId())
                    .set(ORGANIZATION.LANGUAGE, beginning.language())
                    .set(ORGANIZATION.CREATED_AT, now)
                    .execute();
            journal.append(
                    organization,
                    new RecordRef(Organizations.KIND, organization.value()),
                    1,
                    now,
                    null,
                    "",
                    Content.of()
                            .text("name", beginning.organizationName())
                            .plain("time-zone", beginning.timeZone().getId())
                            .plain("language", beginning.language())
                            .plain("owner-approval", false));
            UnitId root = new UnitId(ids.next());
            units.add(
                    organization,
                    root.value(),
                    new UnitDetails(beginning.organizationName(), UnitKind.ORGANIZATION, true, Optional.empty()),
                    null,
                    now);
            PersonId administrator = new PersonId(ids.next());
            persons.add(
                    organization,
                    administrator.value(),
                    new PersonDetails(
                            beginning.name(),
                            beginning.email(),
                            PersonKind.EMPLOYEE,
                            beginning.language(),
                            beginning.timeZone().getId(),
                            true,
                            Set.of(
                                    new Person.Grant(Role.ADMINISTRATOR, root),
                                    new Person.Grant(Role.SECURITY_OFFICER, root))),
                    null,
                    now);
            invitations.setPassword(organization, administrator, passwordHash, now);
            return true;
        });
        return done ? Optional.of(organization) : Optional.empty();
    }
}
