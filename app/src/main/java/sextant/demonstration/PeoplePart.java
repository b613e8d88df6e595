package sextant.demonstration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.stereotype.Component;
import sextant.people.Actor;
import sextant.people.ManagePersons;
import sextant.people.ManageUnits;
import sextant.people.Organizations;
import sextant.people.Person;
import sextant.people.PersonDetails;
import sextant.people.PersonId;
import sextant.people.PersonKind;
import sextant.people.Persons;
import sextant.people.Teams;
import sextant.people.Unit;
import sextant.people.UnitDetails;
import sextant.people.UnitKind;
import sextant.people.Units;
import sextant.platform.database.Transactions;

/** Units, persons and teams, and what became of them. */
@Component
@ConditionalOnBean(StoryClock.class)
class PeoplePart {
    private static final String MAIL = "@aldermoor.example";

    private final ManageUnits manageUnits;
    private final ManagePersons managePersons;
    private final Teams teams;
    private final Units units;
    private final Persons persons;
    private final Organizations organizations;
    private final Transactions transactions;

    PeoplePart(
            ManageUnits manageUnits,
            ManagePersons managePersons,
            Teams teams,
            Units units,
            Persons persons,
            Organizations organizations,
            Transactions transactions) {
        this.manageUnits = manageUnits;
        this.managePersons = managePersons;
        this.teams = teams;
        this.units = units;
        this.persons = persons;
        this.organizations = organizations;
        this.transactions = transactions;
    }

    static String email(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '.') + MAIL;
    }

    void write(Script script, Cast cast, Story story) {
        String administrator = story.organization().administrator();
        Instant begin = script.at(script.day(story.organization().on()), "units");
        for (Story.UnitOfStory unit : story.units()) {
            begin = begin.plusSeconds(70);
            script.add(begin, unit.name(), () -> add(cast, administrator, unit));
        }
        for (Story.PersonOfStory person : story.people()) {
            if (person.key().equals(administrator)) continue;
            String day = person.joined() == null ? story.organization().on() : person.joined();
            begin = begin.plusSeconds(95);
            Instant at = person.joined() == null ? begin : script.at(script.day(day), person.name());
            script.add(at, person.name(), () -> add(script, cast, administrator, person));
        }
        for (Story.TeamOfStory team : story.teams()) {
            begin = begin.plusSeconds(80);
            script.add(
                    begin,
                    team.name(),
                    () -> cast.team(
                            team.name(),
                            teams.add(
                                    cast.actor(administrator),
                                    team.name(),
                                    team.purpose(),
                                    team.members().stream()
                                            .map(member -> cast.person(member).value())
                                            .toList())));
        }
    }

    private void add(Cast cast, String administrator, Story.UnitOfStory unit) {
        ManageUnits.Result result = manageUnits.add(
                cast.actor(administrator),
                new UnitDetails(
                        unit.name(),
                        Cast.known(UnitKind.CHOICES, unit.kind()),
                        unit.relevant(),
                        Optional.of(cast.unit(unit.parent()))));
        cast.unit(unit.key(), Went.well(result, ManageUnits.Result.Saved.class).unit());
    }

    private void add(Script script, Cast cast, String administrator, Story.PersonOfStory person) {
        ManagePersons.Result result = managePersons.add(
                cast.actor(administrator),
                new PersonDetails(
                        person.name(),
                        email(person.name()),
                        Cast.known(PersonKind.BY_CODE, person.kind()),
                        person.language(),
                        script.zone().getId(),
                        true,
                        cast.grants(person.roles())));
        cast.person(
                person.key(),
                Went.well(result, ManagePersons.Result.Saved.class).person());
    }

    /** The changes of the organization that this part plays; the others are of KPIs. */
    void write(Script script, Cast cast, List<Story.Change> changes) {
        for (Story.Change change : changes) {
            LocalDate day = script.day(change.on());
            Instant at = script.at(day, change.toString());
            switch (change) {
                case Story.Change.Leaves leaves ->
                    script.add(
                            at,
                            leaves.person() + " leaves",
                            () -> become(cast, leaves.by(), leaves.person(), false, List.of(), leaves.reason()));
                case Story.Change.Granted granted ->
                    script.add(
                            at,
                            granted.person() + " is granted " + granted.roles(),
                            () -> become(
                                    cast, granted.by(), granted.person(), true, granted.roles(), granted.reason()));
                case Story.Change.Renamed renamed ->
                    script.add(at, renamed.unit() + " is renamed", () -> rename(cast, renamed));
                case Story.Change.OwnerApproval setting -> script.add(at, "owner approval", () -> allow(cast, setting));
                case Story.Change.Redefined of -> {}
            }
        }
    }

    /** @param more roles, beside those that are held */
    private void become(Cast cast, String by, String key, boolean active, List<String> more, String reason) {
        Actor actor = cast.actor(by);
        PersonId id = cast.person(key);
        Person now = transactions.read(cast.organization(), () -> persons.get(cast.organization(), id));
        Set<Person.Grant> grants = new HashSet<>(now.grants());
        grants.addAll(cast.grants(more));
        PersonDetails details = new PersonDetails(
                now.name(), now.email(), now.kind(), now.language(), now.timeZone(), active, Set.copyOf(grants));
        Went.well(managePersons.change(actor, id, now.version(), details, reason), ManagePersons.Result.Saved.class);
    }

    private void rename(Cast cast, Story.Change.Renamed renamed) {
        Unit now =
                transactions.read(cast.organization(), () -> units.get(cast.organization(), cast.unit(renamed.unit())));
        UnitDetails details = new UnitDetails(renamed.name(), now.kind(), now.relevant(), now.parent());
        Went.well(
                manageUnits.change(cast.actor(renamed.by()), now.id(), now.version(), details, renamed.reason()),
                ManageUnits.Result.Saved.class);
    }

    private void allow(Cast cast, Story.Change.OwnerApproval setting) {
        Organizations.Organization now =
                transactions.read(cast.organization(), () -> organizations.get(cast.organization()));
        organizations.change(
                cast.actor(setting.by()),
                new Organizations.Organization(
                        now.name(), now.timeZone(), now.language(), setting.allowed(), now.version()),
                setting.reason());
    }
}
