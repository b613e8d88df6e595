package sextant.isolation;

import static sextant.isolation.Reading.absent;
import static sextant.isolation.Reading.args;
import static sextant.isolation.Reading.ours;
import static sextant.isolation.Reading.unasked;
import static sextant.isolation.Readings.WRITES;
import static sextant.isolation.Readings.now;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import sextant.people.PersonId;

/** How the repositories of sextant.notifications are asked. */
final class ReadingsOfNotifications {
    private static final String NO_ROW = "reads no row";

    private ReadingsOfNotifications() {}

    static List<Reading> all() {
        return List.of(
                absent(
                        "Notifications.recipients(OrganizationId, Collection)",
                        (by, of) -> args(by.organization(), List.of(ada(of)))),
                unasked("Notifications.add(OrganizationId, List, Map, Instant)", WRITES),
                absent(
                        "Notifications.page(OrganizationId, PersonId, boolean, Optional, int)",
                        (by, of) -> args(by.organization(), ada(of), false, Optional.empty(), 9)),
                unasked("Notifications.key(Notification)", NO_ROW),
                absent(
                        "Notifications.find(OrganizationId, PersonId, UUID)",
                        (by, of) -> args(by.organization(), ada(of), of.id("news"))),
                unasked("Notifications.setRead(OrganizationId, UUID, Instant)", WRITES),
                unasked("Notifications.setAllRead(OrganizationId, PersonId, Instant, Instant)", WRITES),
                ours(
                        "Notifications.unmailed(OrganizationId, Instant, int)",
                        (by, of) -> args(by.organization(), now().plus(Duration.ofDays(2)), 99)),
                unasked("Notifications.setMail(OrganizationId, Collection, Optional)", WRITES),
                unasked("Notifications.deleteBefore(OrganizationId, Instant)", WRITES),
                unasked("Notifications.deleteOf(OrganizationId, PersonId)", WRITES),
                absent(
                        "ChoicesOfPersons.of(OrganizationId, PersonId)",
                        "Choices[, 7, ]",
                        (by, of) -> args(by.organization(), ada(of))),
                unasked("ChoicesOfPersons.change(Actor, Choices)", WRITES),
                unasked("ChoicesOfPersons.deleteOf(OrganizationId, PersonId)", WRITES),
                unasked("ChoicesOfPersons.ways(JSONB)", NO_ROW),
                ours("MailServers.find(OrganizationId)", (by, of) -> args(by.organization())),
                ours("MailServers.password(OrganizationId)", (by, of) -> args(by.organization())),
                unasked("MailServers.write(Actor, int, Settings, Optional, String, Instant)", WRITES),
                unasked("MailServers.works(OrganizationId)", WRITES),
                unasked("MailServers.fails(OrganizationId, Trouble, Instant, Instant)", WRITES),
                unasked("MailServers.retry(OrganizationId)", WRITES),
                unasked("Mails.due(Instant)", "a worker's, which works for each organization it names"),
                unasked("Mails.add(OrganizationId, Mail)", WRITES),
                ours(
                        "Mails.claim(OrganizationId, Instant, Instant)",
                        (by, of) -> args(by.organization(), now().plus(Duration.ofDays(2)), now())),
                unasked("Mails.handOver(OrganizationId, Mail)", WRITES),
                unasked("Mails.sent(OrganizationId, Mail, Instant)", WRITES),
                unasked("Mails.defer(OrganizationId, Mail, Trouble, Instant)", WRITES),
                unasked("Mails.unsettled(OrganizationId, Mail, Trouble, Instant)", WRITES),
                unasked("Mails.refused(OrganizationId, Mail, Trouble, Instant)", WRITES),
                ours(
                        "Mails.page(OrganizationId, Optional, Optional, int)",
                        (by, of) -> args(by.organization(), Optional.empty(), Optional.empty(), 9)),
                unasked("Mails.key(Mail)", NO_ROW),
                ours("Mails.open(OrganizationId)", (by, of) -> args(by.organization())),
                absent("Mails.locked(OrganizationId, UUID)", (by, of) -> args(by.organization(), of.id("mail"))),
                unasked("Mails.again(OrganizationId, UUID, Instant)", WRITES),
                unasked("Mails.drop(OrganizationId, UUID, Instant)", WRITES),
                unasked("Mails.deleteEndedBefore(OrganizationId, Instant)", WRITES),
                unasked("Mails.deleteTo(OrganizationId, PersonId)", WRITES));
    }

    private static PersonId ada(Filled of) {
        return new PersonId(of.id("ada"));
    }
}
