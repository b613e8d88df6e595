package sextant.people.web;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import sextant.journal.RecordRef;
import sextant.people.Actor;
import sextant.people.Choices;
import sextant.people.Invitations;
import sextant.people.ManagePersons;
import sextant.people.ManageUnits;
import sextant.people.OpenTo;
import sextant.people.Permission;
import sextant.people.Person;
import sextant.people.PersonDetails;
import sextant.people.PersonId;
import sextant.people.PersonKind;
import sextant.people.Persons;
import sextant.people.RecordHistory;
import sextant.people.Requires;
import sextant.people.Role;
import sextant.people.Team;
import sextant.people.TeamId;
import sextant.people.Teams;
import sextant.people.Unit;
import sextant.people.UnitDetails;
import sextant.people.UnitId;
import sextant.people.UnitKind;
import sextant.people.Units;
import sextant.people.web.PeopleViews.GrantForm;
import sextant.people.web.PeopleViews.LinkPage;
import sextant.people.web.PeopleViews.MatrixPage;
import sextant.people.web.PeopleViews.PersonForm;
import sextant.people.web.PeopleViews.PersonPage;
import sextant.people.web.PeopleViews.TeamForm;
import sextant.people.web.PeopleViews.TeamPage;
import sextant.people.web.PeopleViews.UnitForm;
import sextant.people.web.PeopleViews.UnitPage;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import sextant.platform.web.Checks;
import sextant.platform.web.Errors;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Notice;
import sextant.platform.web.Option;
import sextant.platform.web.Pages;
import sextant.platform.web.Parsed;

/** What units, persons and teams are entered and changed with, and the permission matrix. */
@Controller
class PeoplePages {
    private final Pages pages;
    private final Transactions transactions;
    private final Choices choices;
    private final Units units;
    private final Persons persons;
    private final Teams teams;
    private final ManageUnits manageUnits;
    private final ManagePersons managePersons;
    private final Invitations invitations;
    private final RecordHistory history;

    PeoplePages(
            Pages pages,
            Transactions transactions,
            Choices choices,
            Units units,
            Persons persons,
            Teams teams,
            ManageUnits manageUnits,
            ManagePersons managePersons,
            Invitations invitations,
            RecordHistory history) {
        this.pages = pages;
        this.transactions = transactions;
        this.choices = choices;
        this.units = units;
        this.persons = persons;
        this.teams = teams;
        this.manageUnits = manageUnits;
        this.managePersons = managePersons;
        this.invitations = invitations;
        this.history = history;
    }

    @GetMapping("/permissions")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = "everybody may know what each role allows")
    View matrix() {
        return pages.show("people/matrix.jte", new MatrixPage(List.of(Role.values()), List.of(Permission.values())));
    }

    @GetMapping("/people/persons/new")
    @Requires(Permission.PERSONS_MANAGE)
    View newPerson(Actor actor) {
        PersonForm form = new PersonForm(
                "",
                "",
                PersonKind.EMPLOYEE.code(),
                actor.reader().texts().locale().getLanguage(),
                actor.reader().formats().zone().getId(),
                "true",
                List.of(),
                "",
                "0");
        return person(actor, null, form, false, Errors.NONE, HttpStatus.OK);
    }

    @PostMapping("/people/persons/new")
    @Requires(Permission.PERSONS_MANAGE)
    View addPerson(Actor actor, PersonForm given) {
        PersonForm form = given.closedUp();
        return switch (PeopleForms.person(form)) {
            case Parsed.Invalid<PersonDetails> invalid -> refused(actor, null, form, invalid.problems());
            case Parsed.Valid<PersonDetails> valid ->
                switch (managePersons.add(actor, valid.value())) {
                    case ManagePersons.Result.Saved saved ->
                        pages.show(
                                "people/link.jte",
                                new LinkPage(valid.value().name(), "/invitations/" + saved.invitation()),
                                HttpStatus.CREATED);
                    case ManagePersons.Result.EmailTaken taken ->
                        refused(actor, null, form, List.of(FieldProblem.of("email", "email-taken")));
                    case ManagePersons.Result.Erased erased ->
                        throw new IllegalStateException("a new person was erased");
                    case ManagePersons.Result.LastAdministrator last ->
                        refused(actor, null, form, List.of(FieldProblem.of("grants", "last-administrator")));
                };
        };
    }

    @GetMapping("/people/persons/{id}")
    @Requires(Permission.PERSONS_MANAGE)
    View editPerson(Actor actor, @PathVariable PersonId id) {
        Person person = transactions.read(actor.organization(), () -> persons.get(actor.organization(), id));
        List<GrantForm> grants = person.grants().stream()
                .map(grant -> new GrantForm(grant.role().code(), grant.unit().toString()))
                .toList();
        PersonForm form = new PersonForm(
                person.name(),
                person.email(),
                person.kind().code(),
                person.language(),
                person.timeZone(),
                String.valueOf(person.active()),
                grants,
                "",
                String.valueOf(person.version()));
        return person(actor, id, form, person.hasPassword(), Errors.NONE, HttpStatus.OK);
    }

    @PostMapping("/people/persons/{id}")
    @Requires(Permission.PERSONS_MANAGE)
    View changePerson(Actor actor, @PathVariable PersonId id, PersonForm given) {
        PersonForm form = given.closedUp();
        return switch (PeopleForms.person(form)) {
            case Parsed.Invalid<PersonDetails> invalid -> refused(actor, id, form, invalid.problems());
            case Parsed.Valid<PersonDetails> valid -> {
                try {
                    yield switch (managePersons.change(
                            actor, id, PeopleForms.version(form.version()), valid.value(), reason(form.reason()))) {
                        case ManagePersons.Result.Saved saved ->
                            pages.redirect(
                                    "/people",
                                    Notice.done("person-saved", valid.value().name()));
                        case ManagePersons.Result.EmailTaken taken ->
                            refused(actor, id, form, List.of(FieldProblem.of("email", "email-taken")));
                        case ManagePersons.Result.Erased erased ->
                            refused(actor, id, form, List.of(FieldProblem.of("name", "person-erased")));
                        case ManagePersons.Result.LastAdministrator last ->
                            refused(actor, id, form, List.of(FieldProblem.of("grants", "last-administrator")));
                    };
                } catch (sextant.platform.Stale stale) {
                    yield overtaken(actor, id, form);
                }
            }
        };
    }

    @PostMapping("/people/persons/{id}/invitations")
    @Requires(Permission.PERSONS_MANAGE)
    View invite(Actor actor, @PathVariable PersonId id) {
        Person person = transactions.read(actor.organization(), () -> persons.get(actor.organization(), id));
        String secret = invitations.invite(actor, id);
        return pages.show("people/link.jte", new LinkPage(person.name(), "/invitations/" + secret));
    }

    @GetMapping("/people/units/new")
    @Requires(Permission.UNITS_MANAGE)
    View newUnit(Actor actor, @RequestParam(defaultValue = "") String parent) {
        UnitForm form = new UnitForm("", UnitKind.FUNCTION.code(), "true", parent, "", "0");
        return unit(actor, null, false, form, Errors.NONE, HttpStatus.OK);
    }

    @PostMapping("/people/units/new")
    @Requires(Permission.UNITS_MANAGE)
    View addUnit(Actor actor, UnitForm form) {
        return switch (PeopleForms.unit(form, false)) {
            case Parsed.Invalid<UnitDetails> invalid ->
                unit(actor, null, false, form, new Errors(invalid.problems()), HttpStatus.UNPROCESSABLE_CONTENT);
            case Parsed.Valid<UnitDetails> valid -> {
                manageUnits.add(actor, valid.value());
                yield pages.redirect(
                        "/people", Notice.done("unit-saved", valid.value().name()));
            }
        };
    }

    @GetMapping("/people/units/{id}")
    @Requires(Permission.UNITS_MANAGE)
    View editUnit(Actor actor, @PathVariable UnitId id) {
        Unit unit = transactions.read(actor.organization(), () -> units.get(actor.organization(), id));
        UnitForm form = new UnitForm(
                unit.name(),
                unit.kind().code(),
                String.valueOf(unit.relevant()),
                unit.parent().map(UnitId::toString).orElse(""),
                "",
                String.valueOf(unit.version()));
        return unit(actor, id, unit.parent().isEmpty(), form, Errors.NONE, HttpStatus.OK);
    }

    @PostMapping("/people/units/{id}")
    @Requires(Permission.UNITS_MANAGE)
    View changeUnit(Actor actor, @PathVariable UnitId id, UnitForm form) {
        Unit now = transactions.read(actor.organization(), () -> units.get(actor.organization(), id));
        boolean root = now.parent().isEmpty();
        return switch (PeopleForms.unit(form, root)) {
            case Parsed.Invalid<UnitDetails> invalid ->
                unit(actor, id, root, form, new Errors(invalid.problems()), HttpStatus.UNPROCESSABLE_CONTENT);
            case Parsed.Valid<UnitDetails> valid -> {
                try {
                    yield switch (manageUnits.change(
                            actor, id, PeopleForms.version(form.version()), valid.value(), reason(form.reason()))) {
                        case ManageUnits.Result.Saved saved ->
                            pages.redirect(
                                    "/people",
                                    Notice.done("unit-saved", valid.value().name()));
                        case ManageUnits.Result.WouldCircle circle -> unitRefused(actor, id, root, form, "unit-circle");
                        case ManageUnits.Result.RootStays stays -> unitRefused(actor, id, root, form, "unit-root");
                    };
                } catch (sextant.platform.Stale stale) {
                    yield overtaken(actor, id, root, form);
                }
            }
        };
    }

    @GetMapping("/people/teams/new")
    @Requires(Permission.UNITS_MANAGE)
    View newTeam(Actor actor) {
        return team(actor, null, new TeamForm("", "", List.of(), "", "0"), Errors.NONE, HttpStatus.OK);
    }

    @GetMapping("/people/teams/{id}")
    @Requires(Permission.UNITS_MANAGE)
    View editTeam(Actor actor, @PathVariable TeamId id) {
        Team team = transactions.read(actor.organization(), () -> teams.get(actor.organization(), id));
        TeamForm form = new TeamForm(
                team.name(),
                team.purpose(),
                team.members().stream().map(PersonId::toString).toList(),
                "",
                String.valueOf(team.version()));
        return team(actor, id, form, Errors.NONE, HttpStatus.OK);
    }

    @PostMapping({"/people/teams/new", "/people/teams/{id}"})
    @Requires(Permission.UNITS_MANAGE)
    View saveTeam(Actor actor, @PathVariable(required = false) @Nullable TeamId id, TeamForm form) {
        Checks checks = Checks.ofRequest();
        String name = checks.required("name", form.name(), 200);
        String purpose = checks.optional("purpose", form.purpose(), 2000);
        var members = checks.ids("members", form.members());
        if (!strangersAmong(actor, members).isEmpty()) checks.reject("members", "no-such-person");
        if (!checks.problems().isEmpty())
            return team(actor, id, form, new Errors(checks.problems()), HttpStatus.UNPROCESSABLE_CONTENT);
        try {
            if (id == null) teams.add(actor, name, purpose, members);
            else
                teams.change(
                        actor, id, PeopleForms.version(form.version()), name, purpose, members, reason(form.reason()));
        } catch (sextant.platform.Stale stale) {
            return overtaken(actor, java.util.Objects.requireNonNull(id), form);
        }
        return pages.redirect("/people", Notice.done("team-saved", name));
    }

    private View overtaken(Actor actor, PersonId id, PersonForm form) {
        Person now = transactions.read(actor.organization(), () -> persons.get(actor.organization(), id));
        Errors errors = meanwhile(actor, new RecordRef(Persons.KIND, id.value()), form.version());
        return person(actor, id, form.over(now.version()), now.hasPassword(), errors, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private View overtaken(Actor actor, UnitId id, boolean root, UnitForm form) {
        Unit now = transactions.read(actor.organization(), () -> units.get(actor.organization(), id));
        Errors errors = meanwhile(actor, new RecordRef(Units.KIND, id.value()), form.version());
        return unit(actor, id, root, form.over(now.version()), errors, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private View overtaken(Actor actor, TeamId id, TeamForm form) {
        Team now = transactions.read(actor.organization(), () -> teams.get(actor.organization(), id));
        Errors errors = meanwhile(actor, new RecordRef(Teams.KIND, id.value()), form.version());
        return team(actor, id, form.over(now.version()), errors, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** What others made of the record since that version was read. */
    private Errors meanwhile(Actor actor, RecordRef record, @Nullable String version) {
        return transactions.read(
                actor.organization(),
                () -> Errors.stale("version", history.since(actor, record, PeopleForms.version(version))));
    }

    private Set<UUID> strangersAmong(Actor actor, List<UUID> members) {
        return transactions.read(
                actor.organization(), () -> persons.strangersAmong(actor.organization(), Set.copyOf(members)));
    }

    private View refused(Actor actor, @Nullable PersonId id, PersonForm form, List<FieldProblem> problems) {
        return person(actor, id, form, true, new Errors(problems), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private View person(
            Actor actor,
            @Nullable PersonId id,
            PersonForm form,
            boolean hasPassword,
            Errors errors,
            HttpStatus status) {
        Texts texts = actor.reader().texts();
        List<GrantForm> given = form.grants() == null ? List.of() : form.grants();
        List<GrantForm> rows = java.util.stream.Stream.concat(
                        given.stream(),
                        IntStream.range(0, given.isEmpty() ? 1 : 0).mapToObj(i -> new GrantForm("", "")))
                .toList();
        return pages.show(
                "people/person.jte",
                new PersonPage(
                        id,
                        id == null ? texts.text("person.new") : Objects.requireNonNullElse(form.name(), ""),
                        form,
                        rows,
                        options(
                                List.of(PersonKind.values()),
                                PersonKind::code,
                                code -> texts.choice("person.kind", code)),
                        PeopleForms.languages(texts),
                        PeopleForms.timeZones(),
                        options(List.of(Role.values()), Role::code, code -> texts.choice("role", code)),
                        choices.units(actor),
                        hasPassword,
                        errors),
                status);
    }

    private View unitRefused(Actor actor, UnitId id, boolean root, UnitForm form, String code) {
        Errors errors = new Errors(List.of(FieldProblem.of("parent", code)));
        return unit(actor, id, root, form, errors, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private View unit(Actor actor, @Nullable UnitId id, boolean root, UnitForm form, Errors errors, HttpStatus status) {
        Texts texts = actor.reader().texts();
        return pages.show(
                "people/unit.jte",
                new UnitPage(
                        id,
                        id == null ? texts.text("unit.new") : Objects.requireNonNullElse(form.name(), ""),
                        root,
                        form,
                        options(
                                List.of(UnitKind.FUNCTION, UnitKind.LEVEL),
                                UnitKind::code,
                                code -> texts.choice("unit.kind", code)),
                        choices.units(actor),
                        errors),
                status);
    }

    private View team(Actor actor, @Nullable TeamId id, TeamForm form, Errors errors, HttpStatus status) {
        Texts texts = actor.reader().texts();
        return pages.show(
                "people/team.jte",
                new TeamPage(
                        id,
                        id == null ? texts.text("team.new") : Objects.requireNonNullElse(form.name(), ""),
                        form,
                        choices.persons(actor, form.members() == null ? List.of() : form.members()),
                        errors),
                status);
    }

    private static <T> List<Option> options(List<T> values, Function<T, String> code, Function<String, String> label) {
        return values.stream()
                .map(value -> new Option(code.apply(value), label.apply(code.apply(value))))
                .toList();
    }

    private static String reason(@Nullable String raw) {
        return Checks.ofRequest().optional("reason", raw, 2000);
    }
}
