package sextant.people;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import sextant.journal.RecordRef;
import sextant.platform.OrganizationId;
import sextant.platform.language.Texts;

/** The organization with its units, teams and persons, as the journal's readers know them. */
@Component
class PeopleRecords implements DescribesRecords {
    private final Organizations organizations;
    private final Units units;
    private final Persons persons;
    private final Teams teams;
    private final LegalHolds holds;

    PeopleRecords(Organizations organizations, Units units, Persons persons, Teams teams, LegalHolds holds) {
        this.organizations = organizations;
        this.units = units;
        this.persons = persons;
        this.teams = teams;
        this.holds = holds;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(Organizations.KIND, Units.KIND, Persons.KIND, Teams.KIND, LegalHolds.KIND);
    }

    @Override
    public Optional<String> code(Texts texts, String kind, String field, String code) {
        return switch (kind + "." + field) {
            case "unit.kind" -> Optional.of(texts.choice("unit.kind", code));
            case "person.kind" -> Optional.of(texts.choice("person.kind", code));
            case "person.language", "organization.language" -> Optional.of(texts.choice("language", code));
            case "legal-hold.state" -> Optional.of(texts.choice("history.hold", code));
            case "person.roles.role" -> Optional.of(texts.choice("role", code));
            default -> Optional.empty();
        };
    }

    /** A legal hold is known by whom it is about. */
    @Override
    public Map<RecordRef, RecordRef> subjects(OrganizationId organization, Collection<RecordRef> records) {
        Map<RecordRef, RecordRef> subjects = new HashMap<>();
        List<UUID> held = records.stream()
                .filter(one -> one.kind().equals(LegalHolds.KIND))
                .map(RecordRef::id)
                .toList();
        records.forEach(one -> subjects.put(one, one));
        if (!held.isEmpty())
            holds.subjects(organization, held)
                    .forEach((hold, about) -> subjects.put(new RecordRef(LegalHolds.KIND, hold), about));
        return subjects;
    }

    @Override
    public Map<RecordRef, Described> described(Actor actor, Collection<RecordRef> subjects) {
        if (!actor.may(Permission.JOURNAL_READ) || subjects.isEmpty()) return Map.of();
        OrganizationId organization = actor.organization();
        Map<RecordRef, Described> known = new HashMap<>();
        known.put(
                new RecordRef(Organizations.KIND, organization.value()),
                new Described(
                        organizations.get(organization).name(), "/settings", "/settings/history", Optional.empty()));
        for (Unit unit : units.tree(organization))
            known.put(
                    new RecordRef(Units.KIND, unit.id().value()),
                    new Described(
                            unit.name(),
                            "/people/units/" + unit.id(),
                            "/people/units/" + unit.id() + "/history",
                            Optional.of(unit.id())));
        for (PersonName person : persons.names(organization))
            known.put(
                    new RecordRef(Persons.KIND, person.id().value()),
                    new Described(
                            person.name(),
                            "/people/persons/" + person.id(),
                            "/people/persons/" + person.id() + "/history",
                            Optional.empty()));
        for (Team team : teams.all(organization))
            known.put(
                    new RecordRef(Teams.KIND, team.id().value()),
                    new Described(
                            team.name(),
                            "/people/teams/" + team.id(),
                            "/people/teams/" + team.id() + "/history",
                            Optional.empty()));
        known.keySet().retainAll(Set.copyOf(subjects));
        return known;
    }

    @Override
    public Map<UUID, String> names(OrganizationId organization, Set<UUID> ids) {
        Map<UUID, String> names = new HashMap<>();
        persons.names(organization).forEach(person -> names.put(person.id().value(), person.name()));
        units.tree(organization).forEach(unit -> names.put(unit.id().value(), unit.name()));
        teams.all(organization).forEach(team -> names.put(team.id().value(), team.name()));
        names.keySet().retainAll(ids);
        return names;
    }
}
