package sextant.demonstration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import sextant.measurement.KpiId;
import sextant.objectives.ObjectiveId;
import sextant.people.Actor;
import sextant.people.Actors;
import sextant.people.Person;
import sextant.people.PersonId;
import sextant.people.Role;
import sextant.people.TeamId;
import sextant.people.UnitId;
import sextant.platform.OrganizationId;

/** Who and what has come on stage so far, by the short names of the story. */
final class Cast {
    /** The root unit's short name. */
    static final String ORGANIZATION = "organization";

    private final Actors actors;
    private final OrganizationId organization;
    private final Map<String, UnitId> units = new HashMap<>();
    private final Map<String, PersonId> persons = new HashMap<>();
    private final Map<String, TeamId> teams = new HashMap<>();
    private final Map<String, KpiId> kpis = new HashMap<>();
    private final Map<String, ObjectiveId> objectives = new HashMap<>();

    Cast(Actors actors, OrganizationId organization) {
        this.actors = actors;
        this.organization = organization;
    }

    OrganizationId organization() {
        return organization;
    }

    void unit(String key, UnitId id) {
        units.put(key, id);
    }

    UnitId unit(String key) {
        return known(units, key);
    }

    void person(String key, PersonId id) {
        persons.put(key, id);
    }

    PersonId person(String key) {
        return known(persons, key);
    }

    List<PersonId> persons(List<String> keys) {
        return keys.stream().map(this::person).toList();
    }

    void team(String name, TeamId id) {
        teams.put(name, id);
    }

    TeamId team(String name) {
        return known(teams, name);
    }

    void kpi(String reference, KpiId id) {
        kpis.put(reference, id);
    }

    KpiId kpi(String reference) {
        return known(kpis, reference);
    }

    void objective(String reference, ObjectiveId id) {
        objectives.put(reference, id);
    }

    ObjectiveId objective(String reference) {
        return known(objectives, reference);
    }

    /** That person, with what they may do now; no session or token stands behind it. */
    Actor actor(String person) {
        return actors.find(organization, person(person), new UUID(0, 0), null)
                .orElseThrow(() -> new IllegalStateException(person + " is not here any more"));
    }

    /** @param written {@code security-officer@organization} */
    Set<Person.Grant> grants(List<String> written) {
        Function<String, Person.Grant> grant = one -> {
            String[] parts = one.split("@", 2);
            return new Person.Grant(known(Role.BY_CODE, parts[0]), unit(parts[1]));
        };
        return written.stream().map(grant).collect(Collectors.toUnmodifiableSet());
    }

    static <T> T known(Map<String, T> all, String key) {
        return Objects.requireNonNull(all.get(key), () -> "the story does not say who or what this is: " + key);
    }
}
