package sextant.notifications;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.people.Organizations;
import sextant.people.Person;
import sextant.people.PersonId;
import sextant.people.Persons;
import sextant.platform.Ids;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;
import sextant.platform.language.Languages;
import sextant.platform.language.Reader;

/** Puts mails into the outbox: what people were told, and what other modules send to an address. */
@Component
public class WriteMail {
    /** In one transaction. */
    private static final int AT_ONCE = 500;

    private final Mails mails;
    private final Notifications notifications;
    private final MailServers servers;
    private final Persons persons;
    private final Organizations organizations;
    private final Languages.Speaking speaking;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    WriteMail(
            Mails mails,
            Notifications notifications,
            MailServers servers,
            Persons persons,
            Organizations organizations,
            Languages.Speaking speaking,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.mails = mails;
        this.notifications = notifications;
        this.servers = servers;
        this.persons = persons;
        this.organizations = organizations;
        this.speaking = speaking;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A mail to an address, in the transaction of its cause; nothing when the organization sends none.
     *
     * @param purpose what it is for
     */
    public void to(OrganizationId organization, Mail.Purpose purpose, String recipient, Mail.Letter letter) {
        servers.find(organization)
                .filter(server -> server.settings().used())
                .ifPresent(server -> add(server, purpose, Optional.empty(), recipient, letter, clock.instant()));
    }

    /** Puts what is due into mails, one for each person: what came together goes together. Answers whether there may be more. */
    boolean news(MailServer server) {
        OrganizationId organization = server.organization();
        Instant now = clock.instant();
        return transactions.write(organization, () -> {
            List<Notification> due = notifications.unmailed(organization, now, AT_ONCE);
            if (due.isEmpty()) return false;
            Map<PersonId, List<Notification>> byPerson = due.stream()
                    .collect(Collectors.groupingBy(Notification::person, LinkedHashMap::new, Collectors.toList()));
            Map<PersonId, Person> known = persons.among(organization, byPerson.keySet()).stream()
                    .filter(Person::active)
                    .collect(Collectors.toMap(Person::id, person -> person));
            String name = organizations.get(organization).name();
            List<UUID> needless = new ArrayList<>();
            byPerson.forEach((id, news) -> {
                Person person = known.get(id);
                List<Notification> unread = person == null
                        ? List.of()
                        : news.stream().filter(one -> one.readAt().isEmpty()).toList();
                news.stream()
                        .filter(one -> !unread.contains(one))
                        .map(Notification::id)
                        .forEach(needless::add);
                if (person == null || unread.isEmpty()) return;
                Mail.Letter letter = NewsLetter.of(reader(person), name, server.settings(), unread);
                UUID mail = add(server, Mail.Purpose.NOTIFICATIONS, Optional.of(id), person.email(), letter, now);
                notifications.setMail(
                        organization, unread.stream().map(Notification::id).toList(), Optional.of(mail));
            });
            if (!needless.isEmpty()) notifications.setMail(organization, needless, Optional.empty());
            return due.size() == AT_ONCE;
        });
    }

    private Reader reader(Person person) {
        return speaking.reader(Languages.of(person.language()), java.time.ZoneId.of(person.timeZone()));
    }

    private UUID add(
            MailServer server,
            Mail.Purpose purpose,
            Optional<PersonId> person,
            String recipient,
            Mail.Letter letter,
            Instant now) {
        UUID id = ids.next();
        String sender = server.settings().sender();
        mails.add(
                server.organization(),
                new Mail(
                        id,
                        purpose,
                        person,
                        recipient,
                        "<" + id + sender.substring(sender.indexOf('@')) + ">",
                        letter,
                        now,
                        Mail.State.WAITING,
                        0,
                        0,
                        now,
                        Optional.empty(),
                        new Trouble("", "")));
        return id;
    }
}
