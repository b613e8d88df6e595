package sextant.documentcontrol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import sextant.people.Actor;
import sextant.people.PersonId;
import sextant.people.PersonName;
import sextant.people.Persons;
import sextant.people.Team;
import sextant.people.TeamId;
import sextant.people.Teams;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;

/**
 * The documents and editions that somebody may read: with the permission on the unit all of them, by the distribution list the
 * edition that counts. What somebody may not read is not there for them.
 */
@Component
public class ReadDocuments {
    /** @param editions those that the reader may read, newest first */
    public record Readable(Document document, List<Edition> editions, boolean openToReader) {
        public Optional<Edition> counting() {
            return editions.stream()
                    .filter(one -> one.state() == Edition.State.APPROVED)
                    .findFirst();
        }
    }

    /**
     * An edition with what it says, names filled in.
     *
     * @param history the editions up to this one, newest first, whether or not the reader may read them
     * @param content empty when it is no longer kept
     */
    public record Opened(
            Readable in,
            Edition edition,
            List<Edition> history,
            Optional<EditionContent> content,
            Map<PersonId, String> names) {}

    private final Documents documents;
    private final Editions editions;
    private final Persons persons;
    private final Teams teams;
    private final Transactions transactions;

    ReadDocuments(Documents documents, Editions editions, Persons persons, Teams teams, Transactions transactions) {
        this.documents = documents;
        this.editions = editions;
        this.persons = persons;
        this.teams = teams;
        this.transactions = transactions;
    }

    /** In a transaction; by reference. */
    public List<Readable> all(Actor actor) {
        Map<DocumentId, List<Edition>> issued = editions.all(actor.organization());
        Set<TeamId> own = teamsOf(actor);
        List<Readable> readable = new ArrayList<>();
        for (Document one : documents.all(actor.organization()))
            readable(actor, one, issued.getOrDefault(one.id(), List.of()), own).ifPresent(readable::add);
        return readable;
    }

    /** In a transaction. @throws NotFound when there is no such document for this person */
    public Readable get(Actor actor, DocumentId id) {
        return readable(
                        actor,
                        documents.get(actor.organization(), id),
                        editions.of(actor.organization(), id),
                        teamsOf(actor))
                .orElseThrow(() -> new NotFound(Documents.KIND));
    }

    /** @throws NotFound when there is no such edition for this person */
    public Opened open(Actor actor, DocumentId id, int number) {
        OrganizationId organization = actor.organization();
        record Now(Readable in, Edition edition, List<Edition> all, Optional<byte[]> json, List<PersonName> names) {}
        Now now = transactions.read(organization, () -> {
            Readable in = get(actor, id);
            Edition edition = in.editions().stream()
                    .filter(one -> one.number() == number)
                    .findFirst()
                    .orElseThrow(() -> new NotFound(Editions.KIND));
            return new Now(
                    in,
                    edition,
                    editions.of(organization, id),
                    editions.content(organization, edition.id()),
                    persons.names(organization));
        });
        List<PersonName> then = namesThen(organization, now.edition().moment());
        PersonNames names = new PersonNames(now.names(), then);
        return new Opened(
                now.in(),
                now.edition(),
                now.all().stream().filter(one -> one.number() <= number).toList(),
                now.json().map(EditionJson::read).map(content -> content.with(names)),
                now.names().stream().collect(Collectors.toMap(PersonName::id, PersonName::name)));
    }

    private List<PersonName> namesThen(OrganizationId organization, Instant moment) {
        return transactions.read(organization, Optional.of(moment), () -> persons.names(organization));
    }

    private Optional<Readable> readable(Actor actor, Document document, List<Edition> issued, Set<TeamId> own) {
        if (document.isOpenTo(actor)) return Optional.of(new Readable(document, issued, true));
        if (document.withdrawn() || !document.isDistributedTo(actor.person(), own)) return Optional.empty();
        List<Edition> counting = issued.stream()
                .filter(one -> one.state() == Edition.State.APPROVED)
                .toList();
        return counting.isEmpty() ? Optional.empty() : Optional.of(new Readable(document, counting, false));
    }

    private Set<TeamId> teamsOf(Actor actor) {
        return teams.all(actor.organization()).stream()
                .filter(team -> team.members().contains(actor.person()))
                .map(Team::id)
                .collect(Collectors.toSet());
    }

    /** An edition's content as data, for programs. */
    public static Map<String, @Nullable Object> data(EditionContent content) {
        return EditionJson.map(content);
    }
}
