package sextant.documentcontrol;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.notifications.Fact;
import sextant.notifications.Matter;
import sextant.notifications.News;
import sextant.notifications.Tell;
import sextant.people.Actor;
import sextant.people.Holders;
import sextant.people.Permission;
import sextant.people.Person;
import sextant.people.PersonId;
import sextant.people.Persons;
import sextant.people.Team;
import sextant.people.Teams;
import sextant.platform.OrganizationId;

/** Tells people of an edition's way to its readers (ISO/IEC 27001 7.5.3), in the transaction of each step. */
@Component
class EditionNews {
    private final Tell tell;
    private final Holders holders;
    private final Persons persons;
    private final Teams teams;

    EditionNews(Tell tell, Holders holders, Persons persons, Teams teams) {
        this.tell = tell;
        this.holders = holders;
        this.persons = persons;
        this.teams = teams;
    }

    /** Whoever may decide on it, and did neither prepare it nor owns the document. */
    void prepared(OrganizationId organization, Document document, int number, PersonId preparedBy) {
        Set<PersonId> to = new HashSet<>(holders.of(
                organization,
                Permission.DOCUMENTS_APPROVE,
                document.definition().unit()));
        to.remove(preparedBy);
        to.remove(document.definition().owner());
        tell.tell(organization, to, news(Matter.DECISION, "edition-prepared", document, number, ""));
    }

    /** Whoever prepared it and the document's owner, whoever decided left out. */
    void decided(Actor actor, Document document, Edition edition, boolean approved, String comment) {
        Set<PersonId> to = new HashSet<>(Set.of(edition.preparedBy()));
        to.add(document.definition().owner());
        to.remove(actor.person());
        tell.tell(
                actor.organization(),
                to,
                news(
                        Matter.OUTCOME,
                        approved ? "edition-approved" : "edition-returned",
                        document,
                        edition.number(),
                        comment));
    }

    /** Those it is distributed to; who was told that it was approved, and who did so, need not hear it twice. */
    void issued(Actor actor, Document document, Edition edition) {
        Document.Distribution distribution = document.definition().distribution();
        Set<PersonId> to = new HashSet<>(distribution.persons());
        if (distribution.everybody())
            persons.all(actor.organization()).stream()
                    .filter(Person::active)
                    .map(Person::id)
                    .forEach(to::add);
        if (!distribution.teams().isEmpty())
            to.addAll(teams.all(actor.organization()).stream()
                    .filter(team -> distribution.teams().contains(team.id()))
                    .map(Team::members)
                    .flatMap(List::stream)
                    .collect(Collectors.toSet()));
        to.remove(actor.person());
        to.remove(edition.preparedBy());
        to.remove(document.definition().owner());
        tell.tell(
                actor.organization(),
                to,
                news(Matter.DOCUMENT, "edition-issued", document, edition.number(), edition.summary()));
    }

    /** @param code below {@code document.failure.} */
    void failed(OrganizationId organization, Document document, String code) {
        tell.tell(
                organization,
                Set.of(document.definition().owner()),
                new News(
                        Matter.JOB,
                        "edition-failed",
                        "edition-failed/" + document.id() + "/" + document.version() + "/" + code,
                        "/documents/" + document.id(),
                        List.of(
                                Fact.text(document.definition().reference()),
                                Fact.text(document.definition().title()),
                                new Fact.Choice("document.failure", code)),
                        ""));
    }

    private static News news(Matter matter, String wording, Document document, int number, String note) {
        return new News(
                matter,
                wording,
                wording + "/" + document.id() + "/" + number,
                "/documents/" + document.id() + "/editions/" + number,
                List.of(
                        Fact.text(document.definition().reference()),
                        Fact.text(document.definition().title()),
                        Fact.text(String.valueOf(number))),
                note);
    }
}
