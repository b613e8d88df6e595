package sextant.people;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.journal.RecordRef;
import sextant.journal.Revision;
import sextant.journal.Revisions;
import sextant.people.DescribesRecords.Described;
import sextant.platform.Forbidden;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;

/**
 * All that concerns one person, for whoever has a right to know (GDPR, articles 15 and 20): their record in each of its versions, by
 * what they sign in, what names them, and what they wrote.
 */
@Component
public class PersonData {
    /**
     * @param sessions and tokens, ended ones too
     * @param naming records that name them in any version, themselves left out; with what it is called where the asker may know
     * @param authored what they recorded, newest first
     */
    public record Collected(
            Person person,
            List<Revision> revisions,
            List<Team> teams,
            List<Sessions.Session> sessions,
            List<ApiTokens.Token> tokens,
            Map<RecordRef, Optional<String>> naming,
            List<Revisions.Authored> authored) {}

    private final Transactions transactions;
    private final Persons persons;
    private final Teams teams;
    private final Sessions sessions;
    private final ApiTokens tokens;
    private final Revisions revisions;
    private final RecordDescriptions descriptions;

    PersonData(
            Transactions transactions,
            Persons persons,
            Teams teams,
            Sessions sessions,
            ApiTokens tokens,
            Revisions revisions,
            RecordDescriptions descriptions) {
        this.transactions = transactions;
        this.persons = persons;
        this.teams = teams;
        this.sessions = sessions;
        this.tokens = tokens;
        this.revisions = revisions;
        this.descriptions = descriptions;
    }

    /**
     * @throws Forbidden when it is another person, and this one does not manage persons
     * @throws sextant.platform.NotFound when there is no such person
     */
    public Collected collect(Actor actor, PersonId id) {
        if (!actor.person().equals(id) && !actor.may(Permission.PERSONS_MANAGE))
            throw new Forbidden(Permission.PERSONS_MANAGE.code());
        OrganizationId organization = actor.organization();
        return transactions.read(organization, () -> {
            Person person = persons.get(organization, id);
            RecordRef own = new RecordRef(Persons.KIND, id.value());
            return new Collected(
                    person,
                    revisions.of(organization, List.of(own)),
                    teams.all(organization).stream()
                            .filter(team -> team.members().contains(id))
                            .toList(),
                    sessions.all(organization, id),
                    tokens.of(organization, id),
                    called(actor, revisions.naming(organization, id.value()), own),
                    revisions.authored(organization, id.value()));
        });
    }

    /** The records that people know, each once, whatever of it names the person. */
    private Map<RecordRef, Optional<String>> called(Actor actor, Set<RecordRef> naming, RecordRef own) {
        Map<RecordRef, RecordRef> subjects = descriptions.subjects(actor.organization(), naming);
        Set<RecordRef> known = naming.stream()
                .map(one -> subjects.getOrDefault(one, one))
                .filter(one -> !one.equals(own))
                .collect(Collectors.toSet());
        Map<RecordRef, Described> described = descriptions.described(actor, known);
        Map<RecordRef, Optional<String>> called = new LinkedHashMap<>();
        known.stream()
                .sorted(java.util.Comparator.comparing(RecordRef::kind)
                        .thenComparing(one -> one.id().toString()))
                .forEach(one ->
                        called.put(one, Optional.ofNullable(described.get(one)).map(Described::name)));
        return called;
    }
}
