package sextant.people;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import sextant.platform.web.Checks;

/**
 * Units, persons and teams by what people call them: a unit by its name, or, where several have that name, by the end of its path,
 * such as {@code Operations / IT}; a person by e-mail address or name; a team by its name. Upper and lower case are the same.
 */
@Component
public class Directory {
    /** What stands between two persons or teams in one cell. */
    private static final String BETWEEN = "[;\\n]";

    private static final String STEP = " / ";

    /** What people write for a step. */
    private static final String STEPS = "[/>›]";

    private final Units units;
    private final Persons persons;
    private final Teams teams;

    Directory(Units units, Persons persons, Teams teams) {
        this.units = units;
        this.persons = persons;
        this.teams = teams;
    }

    /** The name of the unit at the end of a path. */
    public static String lastOf(String path) {
        String[] steps = path.split(STEPS);
        return steps[steps.length - 1].strip();
    }

    /** As it is now; what is added later is not in it. */
    public Entries read(Actor actor) {
        Map<UnitId, Unit> tree = new HashMap<>();
        units.tree(actor.organization()).forEach(unit -> tree.put(unit.id(), unit));
        return new Entries(tree, persons.all(actor.organization()), teams.all(actor.organization()));
    }

    /** Each name resolves to an id as text, and to nothing when there is none, which the checks then hold. */
    public static final class Entries {
        private final Map<String, List<UnitId>> units = new HashMap<>();
        private final Map<UnitId, String> paths = new HashMap<>();
        private final Map<String, List<PersonId>> persons = new HashMap<>();
        private final Map<String, TeamId> teams;

        private Entries(Map<UnitId, Unit> tree, List<Person> all, List<Team> teams) {
            tree.values().forEach(unit -> name(unit.id(), path(tree, unit)));
            for (Person person : all)
                for (String name : List.of(person.email(), person.name()))
                    persons.computeIfAbsent(folded(name), none -> new ArrayList<>())
                            .add(person.id());
            this.teams = teams.stream()
                    .collect(Collectors.toMap(team -> folded(team.name()), Team::id, (one, other) -> one));
        }

        /** So that those that come after it in a table can name it. */
        public void add(UnitId unit, UnitId parent, String name) {
            name(unit, Objects.requireNonNull(paths.get(parent)) + STEP + name);
        }

        /** With those above it, without the organization itself. */
        public String path(UnitId unit) {
            String path = Objects.requireNonNull(paths.get(unit));
            return path.substring(path.indexOf(STEP) + STEP.length());
        }

        /** The one of that name directly below. */
        public Optional<UnitId> child(UnitId parent, String name) {
            String path = paths.get(parent) + STEP + name;
            return paths.entrySet().stream()
                    .filter(one -> folded(one.getValue()).equals(folded(path)))
                    .map(Map.Entry::getKey)
                    .findFirst();
        }

        public String unit(Checks checks, String field, String text) {
            List<UnitId> found = units.getOrDefault(folded(text), List.of());
            if (!text.isEmpty() && found.isEmpty()) checks.reject(field, "unit-unknown", text);
            if (found.size() > 1)
                checks.reject(
                        field,
                        "unit-ambiguous",
                        text,
                        found.stream().map(paths::get).sorted().collect(Collectors.joining("; ")));
            return found.size() == 1 ? found.getFirst().toString() : "";
        }

        public String person(Checks checks, String field, String text) {
            List<PersonId> found = persons.getOrDefault(folded(text), List.of()).stream()
                    .distinct()
                    .toList();
            if (!text.isEmpty() && found.isEmpty()) checks.reject(field, "person-unknown", text);
            if (found.size() > 1) checks.reject(field, "person-ambiguous", text);
            return found.size() == 1 ? found.getFirst().toString() : "";
        }

        public List<String> persons(Checks checks, String field, String text) {
            return each(text).map(one -> person(checks, field, one)).toList();
        }

        public List<String> teams(Checks checks, String field, String text) {
            return each(text)
                    .map(one -> {
                        TeamId team = teams.get(folded(one));
                        if (team == null) checks.reject(field, "team-unknown", one);
                        return team == null ? "" : team.toString();
                    })
                    .toList();
        }

        /** By the whole path and by each end of it. */
        private void name(UnitId unit, String path) {
            paths.put(unit, path);
            String rest = path;
            while (true) {
                units.computeIfAbsent(folded(rest), none -> new ArrayList<>()).add(unit);
                int step = rest.indexOf(STEP);
                if (step < 0) return;
                rest = rest.substring(step + STEP.length());
            }
        }

        private static String path(Map<UnitId, Unit> tree, Unit unit) {
            return unit.parent()
                    .map(tree::get)
                    .map(parent -> path(tree, parent) + STEP + unit.name())
                    .orElse(unit.name());
        }

        private static Stream<String> each(String text) {
            return Stream.of(text.split(BETWEEN)).map(String::strip).filter(one -> !one.isEmpty());
        }

        /** The same for all ways of writing a path and in any case. */
        private static String folded(String name) {
            return name.strip()
                    .replaceAll("\\s*" + STEPS + "\\s*", "/")
                    .replaceAll("\\s+", " ")
                    .toLowerCase(Locale.ROOT);
        }
    }
}
