package sextant.people;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import sextant.platform.database.Transactions;
import sextant.platform.web.Option;

/** The units, persons and teams that a form or a filter lets its reader choose from. */
@Component
public class Choices {
    private static final String INDENT = "\u2003";

    private final Transactions transactions;
    private final Units units;
    private final Persons persons;
    private final Teams teams;

    Choices(Transactions transactions, Units units, Persons persons, Teams teams) {
        this.transactions = transactions;
        this.units = units;
        this.persons = persons;
        this.teams = teams;
    }

    /** The whole tree, indented. */
    public List<Option> units(Actor actor) {
        return units(actor, unit -> true);
    }

    /** Those on which the actor has the permission. */
    public List<Option> units(Actor actor, Permission permission) {
        return units(actor, unit -> actor.may(permission, unit.id()));
    }

    /**
     * Whoever can be given something to do, by name, and whoever is in the form already: saving it again changes nobody.
     *
     * @param named ids as the form has them; whatever else it has is nobody
     */
    public List<Option> persons(Actor actor, Collection<? extends @Nullable String> named) {
        return transactions.read(
                actor.organization(),
                () -> persons.names(actor.organization()).stream()
                        .filter(person ->
                                person.active() || named.contains(person.id().toString()))
                        .map(person -> new Option(person.id().toString(), person.name()))
                        .toList());
    }

    public List<Option> teams(Actor actor) {
        return transactions.read(
                actor.organization(),
                () -> teams.all(actor.organization()).stream()
                        .map(team -> new Option(team.id().toString(), team.name()))
                        .toList());
    }

    private List<Option> units(Actor actor, Predicate<Unit> wanted) {
        return transactions.read(
                actor.organization(),
                () -> units.tree(actor.organization()).stream()
                        .filter(wanted)
                        .map(unit -> new Option(unit.id().toString(), INDENT.repeat(unit.depth()) + unit.name()))
                        .toList());
    }
}
