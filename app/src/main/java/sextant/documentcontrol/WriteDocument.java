package sextant.documentcontrol;

import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.PersonId;
import sextant.people.Persons;
import sextant.people.Team;
import sextant.people.TeamId;
import sextant.people.Teams;
import sextant.people.Units;
import sextant.platform.Ids;
import sextant.platform.database.Transactions;

/** Takes a document under control, and changes what it is, to whom it goes, and its template. */
@Component
public class WriteDocument {
    public sealed interface Result {
        record Saved(DocumentId document, int version) implements Result {}

        record ReferenceTaken() implements Result {}

        /** The owner, or somebody new in the distribution list, is no active person here. */
        record NoSuchPerson(String field) implements Result {}

        record NoSuchTeam() implements Result {}
    }

    private final Documents documents;
    private final Units units;
    private final Persons persons;
    private final Teams teams;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    WriteDocument(
            Documents documents,
            Units units,
            Persons persons,
            Teams teams,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.documents = documents;
        this.units = units;
        this.persons = persons;
        this.teams = teams;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws sextant.platform.Forbidden when this person may not write documents about that unit */
    public Result add(Actor actor, Document.Definition wanted, String reason) {
        actor.require(Permission.DOCUMENTS_WRITE, wanted.unit());
        return transactions.write(actor.organization(), () -> {
            DocumentId id = new DocumentId(ids.next());
            Optional<Result> refusal = refusal(actor, id, wanted, Set.of());
            if (refusal.isPresent()) return refusal.get();
            documents.add(actor.organization(), id, wanted, actor.person().value(), reason, clock.instant());
            return new Result.Saved(id, 1);
        });
    }

    /**
     * @param withdrawn no further edition is prepared, and the distribution list no longer opens what was issued
     * @throws sextant.platform.NotFound when there is no such document
     * @throws sextant.platform.Forbidden when this person may not write documents about its unit, or about the new one
     * @throws sextant.platform.Stale when somebody else wrote meanwhile
     */
    public Result change(
            Actor actor, DocumentId id, int version, Document.Definition wanted, boolean withdrawn, String reason) {
        return transactions.write(actor.organization(), () -> {
            Document now = documents.get(actor.organization(), id);
            actor.require(Permission.DOCUMENTS_WRITE, now.definition().unit());
            actor.require(Permission.DOCUMENTS_WRITE, wanted.unit());
            Set<PersonId> before = new HashSet<>(now.definition().distribution().persons());
            before.add(now.definition().owner());
            Optional<Result> refusal = refusal(actor, id, wanted, before);
            if (refusal.isPresent()) return refusal.get();
            if (wanted.equals(now.definition()) && withdrawn == now.withdrawn() && version == now.version())
                return new Result.Saved(id, version);
            documents.change(
                    actor.organization(),
                    id,
                    version,
                    wanted,
                    withdrawn,
                    actor.person().value(),
                    reason,
                    clock.instant());
            return new Result.Saved(id, version + 1);
        });
    }

    /** @param before who was named already: whoever left stays on what they were on */
    private Optional<Result> refusal(Actor actor, DocumentId id, Document.Definition wanted, Set<PersonId> before) {
        units.get(actor.organization(), wanted.unit());
        if (documents.referenceIsTaken(actor.organization(), wanted.reference(), id))
            return Optional.of(new Result.ReferenceTaken());
        Set<UUID> added = new HashSet<>();
        if (!before.contains(wanted.owner())) added.add(wanted.owner().value());
        if (!persons.activeAmong(actor.organization(), added).containsAll(added))
            return Optional.of(new Result.NoSuchPerson("owner"));
        added.clear();
        wanted.distribution().persons().stream()
                .filter(person -> !before.contains(person))
                .map(PersonId::value)
                .forEach(added::add);
        if (!persons.activeAmong(actor.organization(), added).containsAll(added))
            return Optional.of(new Result.NoSuchPerson("persons"));
        Set<TeamId> known =
                teams.all(actor.organization()).stream().map(Team::id).collect(Collectors.toSet());
        return known.containsAll(wanted.distribution().teams())
                ? Optional.empty()
                : Optional.of(new Result.NoSuchTeam());
    }
}
