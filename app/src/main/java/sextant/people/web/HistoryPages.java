package sextant.people.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import sextant.journal.RecordRef;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.HistoryViews.HistoryPage;
import sextant.people.HistoryViews.Revision;
import sextant.people.HistoryViews.VersionPage;
import sextant.people.Organizations;
import sextant.people.Permission;
import sextant.people.PersonId;
import sextant.people.Persons;
import sextant.people.RecordHistory;
import sextant.people.Requires;
import sextant.people.TeamId;
import sextant.people.Teams;
import sextant.people.UnitId;
import sextant.people.Units;
import sextant.platform.database.Transactions;
import sextant.platform.web.Pages;

/** The history of units, persons, teams and settings, and each of their versions as it was. */
@Controller
class HistoryPages {
    private final Pages pages;
    private final Transactions transactions;
    private final AsOf asOf;
    private final Units units;
    private final Persons persons;
    private final Teams teams;
    private final RecordHistory history;

    HistoryPages(
            Pages pages,
            Transactions transactions,
            AsOf asOf,
            Units units,
            Persons persons,
            Teams teams,
            RecordHistory history) {
        this.pages = pages;
        this.transactions = transactions;
        this.asOf = asOf;
        this.units = units;
        this.persons = persons;
        this.teams = teams;
        this.history = history;
    }

    @GetMapping("/people/units/{id}/history")
    @Requires(Permission.JOURNAL_READ)
    View unit(Actor actor, @PathVariable UnitId id, @RequestParam(name = "asOf", defaultValue = "") String given) {
        return all(actor, given, unit(actor, id));
    }

    @GetMapping("/people/units/{id}/history/{number}")
    @Requires(Permission.JOURNAL_READ)
    View unit(Actor actor, @PathVariable UnitId id, @PathVariable int number) {
        return one(actor, number, unit(actor, id));
    }

    private Told unit(Actor actor, UnitId id) {
        return new Told(
                new RecordRef(Units.KIND, id.value()),
                "/people/units/" + id,
                () -> units.get(actor.organization(), id).name());
    }

    @GetMapping("/people/persons/{id}/history")
    @Requires(Permission.JOURNAL_READ)
    View person(Actor actor, @PathVariable PersonId id, @RequestParam(name = "asOf", defaultValue = "") String given) {
        return all(actor, given, person(actor, id));
    }

    @GetMapping("/people/persons/{id}/history/{number}")
    @Requires(Permission.JOURNAL_READ)
    View person(Actor actor, @PathVariable PersonId id, @PathVariable int number) {
        return one(actor, number, person(actor, id));
    }

    private Told person(Actor actor, PersonId id) {
        return new Told(
                new RecordRef(Persons.KIND, id.value()),
                "/people/persons/" + id,
                () -> persons.get(actor.organization(), id).name());
    }

    @GetMapping("/people/teams/{id}/history")
    @Requires(Permission.JOURNAL_READ)
    View team(Actor actor, @PathVariable TeamId id, @RequestParam(name = "asOf", defaultValue = "") String given) {
        return all(actor, given, team(actor, id));
    }

    @GetMapping("/people/teams/{id}/history/{number}")
    @Requires(Permission.JOURNAL_READ)
    View team(Actor actor, @PathVariable TeamId id, @PathVariable int number) {
        return one(actor, number, team(actor, id));
    }

    private Told team(Actor actor, TeamId id) {
        return new Told(
                new RecordRef(Teams.KIND, id.value()),
                "/people/teams/" + id,
                () -> teams.get(actor.organization(), id).name());
    }

    @GetMapping("/settings/history")
    @Requires(Permission.JOURNAL_READ)
    View settings(Actor actor, @RequestParam(name = "asOf", defaultValue = "") String given) {
        return all(actor, given, settings(actor));
    }

    @GetMapping("/settings/history/{number}")
    @Requires(Permission.JOURNAL_READ)
    View settings(Actor actor, @PathVariable int number) {
        return one(actor, number, settings(actor));
    }

    private static Told settings(Actor actor) {
        return new Told(
                new RecordRef(Organizations.KIND, actor.organization().value()),
                "/settings",
                () -> actor.reader().texts().text("settings.title"));
    }

    /**
     * Whose history is told.
     *
     * @param path of its page
     * @param name read within the transaction that tells it: the one of that moment
     */
    private record Told(RecordRef record, String path, Supplier<String> name) {}

    private View all(Actor actor, String given, Told told) {
        Optional<Instant> moment = asOf.moment(actor, given);
        return transactions.read(actor.organization(), moment, () -> {
            String name = told.name().get();
            List<Revision> revisions = history.of(actor, List.of(told.record())).stream()
                    .map(entry -> new Revision(entry, told.path() + "/history/" + entry.number()))
                    .toList();
            return pages.show(
                    "people/history.jte",
                    new HistoryPage(
                            name,
                            told.path(),
                            told.path() + "/history",
                            told.record(),
                            asOf.past(actor, moment),
                            revisions));
        });
    }

    private View one(Actor actor, int number, Told told) {
        return transactions.read(
                actor.organization(),
                () -> pages.show(
                        "people/version.jte",
                        new VersionPage(
                                told.name().get(),
                                told.path(),
                                told.path() + "/history",
                                history.numbered(actor, told.record(), number))));
    }
}
