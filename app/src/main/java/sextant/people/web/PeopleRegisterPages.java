package sextant.people.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
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
import sextant.people.Requires;
import sextant.people.Role;
import sextant.people.Teams;
import sextant.people.Unit;
import sextant.people.Units;
import sextant.people.web.PeopleViews.PeoplePage;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import sextant.platform.tables.TableWriter;
import sextant.platform.web.Asked;
import sextant.platform.web.NavigationEntry;
import sextant.platform.web.Option;
import sextant.platform.web.Pages;
import sextant.platform.web.TableDownload;

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

    PeopleRegisterPages(
            Pages pages,
            Transactions transactions,
            AsOf asOf,
            Choices choices,
            Units units,
            Persons persons,
            PersonRegister register,
            Teams teams) {
        this.pages = pages;
        this.transactions = transactions;
        this.asOf = asOf;
        this.choices = choices;
        this.units = units;
        this.persons = persons;
        this.register = register;
        this.teams = teams;
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
                            Arrays.stream(Role.values())
                                    .map(role -> new Option(role.code(), texts.choice("role", role.code())))
                                    .toList(),
                            Arrays.stream(PersonKind.values())
                                    .map(kind -> new Option(kind.code(), texts.choice("person.kind", kind.code())))
                                    .toList(),
                            List.of(
                                    new Option("active", texts.text("person.active.short")),
                                    new Option("inactive", texts.text("person.inactive"))),
                            List.of(
                                    asked.column(texts.text("person.name"), "name", "name"),
                                    asked.column(texts.text("person.email"), "email", "name")),
                            found.size() > ROWS ? asked.next(shown.getLast().key()) + "#persons" : "",
                            TableDownload.Exports.of(asked, "/people/persons"),
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
        TableDownload.requireKnown(form);
        Asked asked = asked("/people/persons." + form, parameters);
        Texts texts = actor.reader().texts();
        Optional<Instant> moment = asOf.moment(actor, asked.asOf());
        List<PersonRegister.Line> found = transactions.read(
                actor.organization(), moment, () -> register.page(actor.organization(), query(asked, EXPORT)));
        Map<String, String> unitNames =
                names(transactions.read(actor.organization(), moment, () -> units.tree(actor.organization())));
        try (TableWriter table = TableDownload.open(response, form, "persons", texts.text("person.plural"), texts)) {
            table.text(texts.text("person.name"))
                    .text(texts.text("person.email"))
                    .text(texts.text("person.kind.title"))
                    .text(texts.text("person.state"))
                    .text(texts.text("person.role"))
                    .text(texts.text("person.role.unit"))
                    .endRow();
            for (PersonRegister.Line line : found) {
                if (line.person().grants().isEmpty()) {
                    person(table, texts, line.person()).empty().empty().endRow();
                    continue;
                }
                for (Person.Grant grant : line.person().grants())
                    person(table, texts, line.person())
                            .text(texts.choice("role", grant.role().code()))
                            .text(unitNames.getOrDefault(grant.unit().toString(), ""))
                            .endRow();
            }
        }
    }

    private static TableWriter person(TableWriter table, Texts texts, Person person) throws IOException {
        return table.text(person.name())
                .text(person.email())
                .text(texts.choice("person.kind", person.kind().code()))
                .text(texts.text(
                        !person.active()
                                ? "person.inactive"
                                : person.hasPassword() ? "person.active.short" : "person.invited"));
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
