package sextant.people;

import static sextant.schema.Routines.erasePerson;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import sextant.platform.Forbidden;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;
import sextant.platform.language.Languages;

/**
 * Erases who somebody was (GDPR, article 17): name and e-mail address of every version of their record, reasons that were given for
 * them, and by what they signed in. What they decided and recorded stays, by somebody who is called erased; the journal's leaves held
 * commitments alone and still verify.
 */
@Component
public class ErasePerson {
    /** No mail goes there (RFC 2606). */
    private static final String NOWHERE = "@erased.invalid";

    public sealed interface Result {
        record Erased(String name) implements Result {}

        /** Whoever may still sign in is not erased. */
        record StillActive() implements Result {}

        record AlreadyErased() implements Result {}

        record Held(List<LegalHold> holds) implements Result {}
    }

    private final DSLContext sql;
    private final Persons persons;
    private final Organizations organizations;
    private final LegalHolds holds;
    private final Transactions transactions;
    private final Languages.Speaking speaking;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ErasePerson(
            DSLContext sql,
            Persons persons,
            Organizations organizations,
            LegalHolds holds,
            Transactions transactions,
            Languages.Speaking speaking,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sql = sql;
        this.persons = persons;
        this.organizations = organizations;
        this.holds = holds;
        this.transactions = transactions;
        this.speaking = speaking;
        this.events = events;
        this.clock = clock;
    }

    static boolean isErased(String email) {
        return email.endsWith(NOWHERE);
    }

    /**
     * @throws sextant.platform.NotFound when there is no such person
     * @throws sextant.platform.Stale when somebody changed the person meanwhile
     */
    public Result erase(Actor actor, PersonId id, String reason) {
        if (!actor.may(Permission.PERSONS_MANAGE)) throw new Forbidden(Permission.PERSONS_MANAGE.code());
        OrganizationId organization = actor.organization();
        return transactions.write(organization, () -> {
            holds.inTurn(organization);
            Person person = persons.get(organization, id);
            if (isErased(person.email())) return new Result.AlreadyErased();
            if (person.active()) return new Result.StillActive();
            Instant now = clock.instant();
            List<LegalHold> held = holds.against(organization, id, LocalDate.ofInstant(now, actor.organizationZone()));
            if (!held.isEmpty()) return new Result.Held(held);
            PersonDetails nobody = nobody(organization, person);
            persons.change(
                    organization, id, person.version(), nobody, actor.person().value(), reason, now);
            sql.select(erasePerson(id.value())).fetch();
            events.publishEvent(new PersonErased(organization, id));
            return new Result.Erased(nobody.name());
        });
    }

    /** Why somebody is not erased whatever stands against it, as a code: they are already, or may still sign in. */
    public Optional<String> refusal(Person person) {
        if (isErased(person.email())) return Optional.of("person-erased");
        return person.active() ? Optional.of("person-active") : Optional.empty();
    }

    /** What an erased person is called, in the organization's language: one is told from another. */
    public String called(OrganizationId organization, PersonId id) {
        String text = id.toString();
        return speaking.texts(Languages.of(organizations.get(organization).language()))
                .text("person.erased", text.substring(text.length() - 6));
    }

    private PersonDetails nobody(OrganizationId organization, Person person) {
        Organizations.Organization of = organizations.get(organization);
        return new PersonDetails(
                called(organization, person.id()),
                person.id() + NOWHERE,
                person.kind(),
                of.language(),
                of.timeZone().getId(),
                false,
                Set.of());
    }
}
