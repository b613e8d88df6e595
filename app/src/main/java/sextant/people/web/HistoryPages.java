package sextant.people.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
        Optional<Instant> moment = asOf.moment(actor, given);
        return transactions.read(
                actor.organization(),
                moment,
                () -> all(
                        actor,
                        moment,
                        units.get(actor.organization(), id).name(),
                        "/people/units/" + id,
                        new RecordRef(Units.KIND, id.value())));
    }

    @GetMapping("/people/units/{id}/history/{number}")
    @Requires(Permission.JOURNAL_READ)
    View unit(Actor actor, @PathVariable UnitId id, @PathVariable int number) {
        return transactions.read(
                actor.organization(),
                () -> one(
                        actor,
                        units.get(actor.organization(), id).name(),
                        "/people/units/" + id,
                        new RecordRef(Units.KIND, id.value()),
                        number));
    }

    @GetMapping("/people/persons/{id}/history")
    @Requires(Permission.JOURNAL_READ)
    View person(Actor actor, @PathVariable PersonId id, @RequestParam(name = "asOf", defaultValue = "") String given) {
        Optional<Instant> moment = asOf.moment(actor, given);
        return transactions.read(
                actor.organization(),
                moment,
                () -> all(
                        actor,
                        moment,
                        persons.get(actor.organization(), id).name(),
                        "/people/persons/" + id,
                        new RecordRef(Persons.KIND, id.value())));
    }

    @GetMapping("/people/persons/{id}/history/{number}")
    @Requires(Permission.JOURNAL_READ)
    View person(Actor actor, @PathVariable PersonId id, @PathVariable int number) {
        return transactions.read(
                actor.organization(),
                () -> one(
                        actor,
                        persons.get(actor.organization(), id).name(),
                        "/people/persons/" + id,
                        new RecordRef(Persons.KIND, id.value()),
                        number));
    }

    @GetMapping("/people/teams/{id}/history")
    @Requires(Permission.JOURNAL_READ)
    View team(Actor actor, @PathVariable TeamId id, @RequestParam(name = "asOf", defaultValue = "") String given) {
        Optional<Instant> moment = asOf.moment(actor, given);
        return transactions.read(
                actor.organization(),
                moment,
                () -> all(
                        actor,
                        moment,
                        teams.get(actor.organization(), id).name(),
                        "/people/teams/" + id,
                        new RecordRef(Teams.KIND, id.value())));
    }

    @GetMapping("/people/teams/{id}/history/{number}")
    @Requires(Permission.JOURNAL_READ)
    View team(Actor actor, @PathVariable TeamId id, @PathVariable int number) {
        return transactions.read(
                actor.organization(),
                () -> one(
                        actor,
                        teams.get(actor.organization(), id).name(),
                        "/people/teams/" + id,
                        new RecordRef(Teams.KIND, id.value()),
                        number));
    }

    @GetMapping("/settings/history")
    @Requires(Permission.JOURNAL_READ)
    View settings(Actor actor, @RequestParam(name = "asOf", defaultValue = "") String given) {
        Optional<Instant> moment = asOf.moment(actor, given);
        return transactions.read(
                actor.organization(),
                moment,
                () -> all(
                        actor, moment, actor.reader().texts().text("settings.title"), "/settings", settingsOf(actor)));
    }

    @GetMapping("/settings/history/{number}")
    @Requires(Permission.JOURNAL_READ)
    View settings(Actor actor, @PathVariable int number) {
        return transactions.read(
                actor.organization(),
                () -> one(
                        actor, actor.reader().texts().text("settings.title"), "/settings", settingsOf(actor), number));
    }

    private static RecordRef settingsOf(Actor actor) {
        return new RecordRef(Organizations.KIND, actor.organization().value());
    }

    private View all(Actor actor, Optional<Instant> moment, String name, String path, RecordRef record) {
        List<Revision> revisions = history.of(actor, List.of(record)).stream()
                .map(entry -> new Revision(entry, path + "/history/" + entry.number()))
                .toList();
        return pages.show(
                "people/history.jte",
                new HistoryPage(name, path, path + "/history", record, asOf.past(actor, moment), revisions));
    }

    private View one(Actor actor, String name, String path, RecordRef record, int number) {
        return pages.show(
                "people/version.jte",
                new VersionPage(name, path, path + "/history", history.numbered(actor, record, number)));
    }
}
