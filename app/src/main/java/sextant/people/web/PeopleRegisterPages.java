package sextant.people.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.Choices;
import sextant.people.Permission;
import sextant.people.Person;
import sextant.people.PersonKind;
import sextant.people.PersonName;
import sextant.people.PersonRegister;
import sextant.people.Persons;
import sextant.people.RegisterFiles;
import sextant.people.Requires;
import sextant.people.Role;
import sextant.people.Teams;
import sextant.people.Unit;
import sextant.people.Units;
import sextant.people.web.PeopleViews.PeoplePage;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import sextant.platform.tables.TableColumn;
import sextant.platform.web.Asked;
import sextant.platform.web.Exports;
import sextant.platform.web.NavigationEntry;
import sextant.platform.web.Option;
import sextant.platform.web.Pages;

/** Units as a tree, the register of persons, and teams. */
@Controller
class PeopleRegisterPages {
    private static final int ROWS = 50;
    private static final int EXPORT = 100_000;
    private static final Map<String, PersonRegister.Sort> SORTS = Arrays.stream(PersonRegister.Sort.values())
            .collect(Collectors.toUnmodifiableMap(PersonRegister.Sort::code, sort -> sort));
    private static final Map<String, Boolean> STATES = Map.of("active", true, "inactive", false);

    private final Pages pages;
    private final Transactions transactions;
    private final AsOf asOf;
    private final Choices choices;
    private final Units units;
    private final Persons persons;
    private final PersonRegister register;
    private final Teams teams;
    private final RegisterFiles files;

    PeopleRegisterPages(
            Pages pages,
            Transactions transactions,
            AsOf asOf,
            Choices choices,
            Units units,
            Persons persons,
            PersonRegister register,
            Teams teams,
            RegisterFiles files) {
        this.pages = pages;
        this.transactions = transactions;
        this.asOf = asOf;
        this.choices = choices;
        this.units = units;
        this.persons = persons;
        this.register = register;
        this.teams = teams;
        this.files = files;
    }

    @Configuration
    static class Navigation {
        @Bean
        NavigationEntry peopleNavigation() {
            return new NavigationEntry(50, "people", "/people", "units", Permission.PEOPLE_READ.code(), "u");
        }
    }

    @GetMapping("/people")
    @Requires(Permission.PEOPLE_READ)
    View people(Actor actor, @RequestParam Map<String, String> parameters) {
        Asked asked = asked("/people", parameters);
        Texts texts = actor.reader().texts();
        Optional<Instant> moment = asOf.moment(actor, asked.asOf());
        return transactions.read(actor.organization(), moment, () -> {
            List<PersonRegister.Line> found = register.page(actor.organization(), query(asked, ROWS + 1));
            List<PersonRegister.Line> shown = found.subList(0, Math.min(ROWS, found.size()));
            List<Unit> tree = units.tree(actor.organization());
            return pages.show(
                    "people/people.jte",
                    new PeoplePage(
                            tree,
                            shown.stream().map(PersonRegister.Line::person).toList(),
                            teams.all(actor.organization()),
                            names(tree),
                            persons.names(actor.organization()).stream()
                                    .collect(Collectors.toMap(
                                            person -> person.id().toString(), PersonName::name)),
                            asked,
                            choices.units(actor),
                            roles(texts),
                            kinds(texts),
                            states(texts),
                            List.of(
                                    asked.column(texts.text("person.name"), "name", "name"),
                                    asked.column(texts.text("person.email"), "email", "name")),
                            found.size() > ROWS ? asked.next(shown.getLast().key()) + "#persons" : "",
                            Exports.of(asked, "/people/persons"),
                            Exports.of(Asked.of("/people", Map.of("asOf", asked.asOf())), "/people/units"),
                            asOf.past(actor, moment),
                            moment.isEmpty() && actor.may(Permission.UNITS_MANAGE),
                            moment.isEmpty() && actor.may(Permission.PERSONS_MANAGE)));
        });
    }

    /** The register as filtered, a row for each role that somebody holds, with every cell safe in a spreadsheet. */
    @GetMapping("/people/persons.{form}")
    @Requires(Permission.PEOPLE_READ)
    void export(
            Actor actor,
            @PathVariable String form,
            @RequestParam Map<String, String> parameters,
            HttpServletResponse response)
            throws IOException {
        Asked asked = asked("/people", parameters);
        files.send(actor, form, asked, response, sheet(actor), moment -> rows(actor, asked));
    }

    /** Somebody in one of their roles; without any, once. */
    private record Row(Person person, String role, String unit) {}

    private List<Row> rows(Actor actor, Asked asked) {
        Texts texts = actor.reader().texts();
        Map<String, String> unitNames = names(units.tree(actor.organization()));
        List<Row> rows = new ArrayList<>();
        for (PersonRegister.Line line : register.page(actor.organization(), query(asked, EXPORT))) {
            Person person = line.person();
            if (person.grants().isEmpty()) rows.add(new Row(person, "", ""));
            for (Person.Grant grant : person.grants())
                rows.add(new Row(
                        person,
                        texts.choice("role", grant.role().code()),
                        unitNames.getOrDefault(grant.unit().toString(), "")));
        }
        return rows;
    }

    private RegisterFiles.Sheet<Row> sheet(Actor actor) {
        Texts texts = actor.reader().texts();
        return new RegisterFiles.Sheet<>(
                "persons",
                texts.text("person.plural"),
                List.of(
                        new RegisterFiles.Filter("q", texts.text("person.search"), List.of()),
                        new RegisterFiles.Filter("role", texts.text("person.role"), roles(texts)),
                        new RegisterFiles.Filter("unit", texts.text("person.role.unit"), choices.units(actor)),
                        new RegisterFiles.Filter("kind", texts.text("person.kind.title"), kinds(texts)),
                        new RegisterFiles.Filter("state", texts.text("person.state"), states(texts))),
                List.of(
                        TableColumn.text(
                                texts.text("person.name"), row -> row.person().name()),
                        TableColumn.text(
                                texts.text("person.email"), row -> row.person().email()),
                        TableColumn.text(
                                texts.text("person.kind.title"),
                                row -> texts.choice(
                                        "person.kind", row.person().kind().code())),
                        TableColumn.text(texts.text("person.state"), row -> state(texts, row.person())),
                        TableColumn.text(texts.text("person.role"), Row::role),
                        TableColumn.text(texts.text("person.role.unit"), Row::unit)));
    }

    private static String state(Texts texts, Person person) {
        if (!person.active()) return texts.text("person.inactive");
        return texts.text(person.hasPassword() ? "person.active.short" : "person.invited");
    }

    private static List<Option> roles(Texts texts) {
        return Arrays.stream(Role.values())
                .map(role -> new Option(role.code(), texts.choice("role", role.code())))
                .toList();
    }

    private static List<Option> kinds(Texts texts) {
        return Arrays.stream(PersonKind.values())
                .map(kind -> new Option(kind.code(), texts.choice("person.kind", kind.code())))
                .toList();
    }

    private static List<Option> states(Texts texts) {
        return List.of(
                new Option("active", texts.text("person.active.short")),
                new Option("inactive", texts.text("person.inactive")));
    }

    /** The whole tree, each unit below the one it belongs to. */
    @GetMapping("/people/units.{form}")
    @Requires(Permission.PEOPLE_READ)
    void units(
            Actor actor,
            @PathVariable String form,
            @RequestParam Map<String, String> parameters,
            HttpServletResponse response)
            throws IOException {
        files.send(actor, form, Asked.of("/people", parameters), response, unitSheet(actor), moment -> unitRows(actor));
    }

    /** @param parent the name of the unit it belongs to; empty for the organization */
    private record UnitRow(Unit unit, String parent) {}

    private List<UnitRow> unitRows(Actor actor) {
        List<Unit> tree = units.tree(actor.organization());
        Map<String, String> names = names(tree);
        return tree.stream()
                .map(unit -> new UnitRow(
                        unit,
                        unit.parent()
                                .map(parent -> names.getOrDefault(parent.toString(), ""))
                                .orElse("")))
                .toList();
    }

    private RegisterFiles.Sheet<UnitRow> unitSheet(Actor actor) {
        Texts texts = actor.reader().texts();
        return new RegisterFiles.Sheet<>(
                "units",
                texts.text("unit.plural"),
                List.of(),
                List.of(
                        TableColumn.text(
                                texts.text("unit.name"), row -> row.unit().name()),
                        TableColumn.text(
                                texts.text("unit.kind.title"),
                                row -> texts.choice(
                                        "unit.kind", row.unit().kind().code())),
                        TableColumn.text(texts.text("unit.parent"), UnitRow::parent),
                        TableColumn.text(
                                texts.text("unit.relevant.title"),
                                row -> texts.text(row.unit().relevant() ? "yes" : "no"))));
    }

    private static Map<String, String> names(List<Unit> tree) {
        return tree.stream().collect(Collectors.toMap(unit -> unit.id().toString(), Unit::name));
    }

    private static Asked asked(String path, Map<String, String> parameters) {
        return Asked.of(path, parameters, "q", "unit", "role", "kind", "state");
    }

    private static PersonRegister.Query query(Asked asked, int limit) {
        return new PersonRegister.Query(
                asked.text("q"),
                Optional.ofNullable(Role.BY_CODE.get(asked.text("role"))),
                asked.id("unit"),
                Optional.ofNullable(PersonKind.BY_CODE.get(asked.text("kind"))),
                Optional.ofNullable(STATES.get(asked.text("state"))),
                SORTS.getOrDefault(asked.sort(), PersonRegister.Sort.NAME),
                asked.descending(),
                asked.after(),
                limit);
    }
}
