package sextant.people.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.people.Actor;
import sextant.people.Directory;
import sextant.people.ImportsRecords;
import sextant.people.ManagePersons;
import sextant.people.Organizations;
import sextant.people.Permission;
import sextant.people.Person;
import sextant.people.PersonDetails;
import sextant.people.PersonId;
import sextant.people.PersonKind;
import sextant.people.Persons;
import sextant.people.Role;
import sextant.people.web.PeopleViews.GrantForm;
import sextant.people.web.PeopleViews.PersonForm;
import sextant.platform.language.Texts;
import sextant.platform.web.Checks;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Option;
import sextant.platform.web.Parsed;

/**
 * Persons from a table, a row for each role that somebody holds: the same e-mail address again adds a role. Nobody is invited by
 * it; that is done at each person.
 */
@Component
class PersonRows implements ImportsRecords {
    private static final Pattern GRANT = Pattern.compile("grants\\[(\\d+)]\\.(role|unit)");

    private final ManagePersons manage;
    private final Persons persons;
    private final Organizations organizations;
    private final Directory directory;

    PersonRows(ManagePersons manage, Persons persons, Organizations organizations, Directory directory) {
        this.manage = manage;
        this.persons = persons;
        this.organizations = organizations;
        this.directory = directory;
    }

    @Override
    public Register about() {
        return new Register("persons", Permission.PERSONS_MANAGE, "/people");
    }

    @Override
    public List<Column> columns(Texts texts) {
        return List.of(
                Column.needed("name", texts.text("person.name"), Takes.TEXT),
                Column.needed("email", texts.text("person.email"), Takes.TEXT),
                Column.choice(
                        "kind",
                        texts.text("person.kind.title"),
                        true,
                        Option.each(PersonKind.values(), PersonKind::code, code -> texts.choice("person.kind", code))),
                Column.choice(
                        "role",
                        texts.text("person.role"),
                        false,
                        Option.each(Role.values(), Role::code, code -> texts.choice("role", code))),
                Column.open("unit", texts.text("person.role.unit"), Takes.UNIT),
                Column.choice("language", texts.text("person.language"), false, PeopleForms.languages(texts)),
                Column.open("timeZone", texts.text("person.time-zone"), Takes.TEXT));
    }

    @Override
    public boolean continues(Row row, Row first) {
        return !row.text("email").isEmpty() && row.text("email").equalsIgnoreCase(first.text("email"));
    }

    @Override
    public Writing begin(Actor actor) {
        return new Adding(actor);
    }

    private final class Adding implements Writing {
        private final Actor actor;
        private final Directory.Entries entries;
        private final Organizations.Organization organization;
        private final Map<String, PersonId> known;

        Adding(Actor actor) {
            this.actor = actor;
            this.entries = directory.read(actor);
            this.organization = organizations.get(actor.organization());
            this.known = new HashMap<>(persons.all(actor.organization()).stream()
                    .collect(Collectors.toMap(person -> person.email().toLowerCase(Locale.ROOT), Person::id)));
        }

        @Override
        public Written write(List<Row> rows, Supplier<Checks> checking) {
            Row first = rows.getFirst();
            PersonId there = known.get(first.text("email").toLowerCase(Locale.ROOT));
            if (there != null) return new Written.AlreadyThere(there.value(), first.text("name"), path(there));
            Checks checks = checking.get();
            List<GrantForm> grants = new ArrayList<>();
            for (Row row : rows) {
                String at = "grants[" + grants.size() + "].";
                if (row.text("role").isEmpty() && !row.text("unit").isEmpty()) checks.reject(at + "role", "required");
                grants.add(new GrantForm(row.text("role"), entries.unit(checks, at + "unit", row.text("unit"))));
            }
            PersonForm form = new PersonForm(
                    first.text("name"),
                    first.text("email"),
                    first.text("kind"),
                    orElse(first.text("language"), organization.language()),
                    orElse(first.text("timeZone"), organization.timeZone().getId()),
                    "true",
                    grants,
                    "",
                    "");
            return switch (PeopleForms.person(checks, form)) {
                case Parsed.Invalid<PersonDetails> invalid ->
                    new Written.Refused(Misfit.first(invalid.problems().stream().map(PersonRows::placed)));
                case Parsed.Valid<PersonDetails> valid -> add(valid.value());
            };
        }

        private Written add(PersonDetails person) {
            boolean grantable =
                    person.grants().stream().allMatch(grant -> actor.may(Permission.ROLES_GRANT, grant.unit()));
            if (!grantable) return Written.Refused.at("role", "role-not-yours");
            return switch (manage.add(actor, person)) {
                case ManagePersons.Result.Saved saved -> {
                    known.put(person.email(), saved.person());
                    yield new Written.Added(saved.person().value(), person.name(), path(saved.person()));
                }
                case ManagePersons.Result.EmailTaken taken -> Written.Refused.at("email", "email-taken");
                case ManagePersons.Result.Erased erased -> throw new IllegalStateException("a new person was erased");
                case ManagePersons.Result.LastAdministrator last ->
                    throw new IllegalStateException("somebody who is new was the last administrator");
            };
        }

        private static String path(PersonId person) {
            return "/people/persons/" + person;
        }
    }

    /** The role of a later row is wrong in that row. */
    private static Misfit placed(FieldProblem problem) {
        Matcher grant = GRANT.matcher(problem.field());
        return grant.matches()
                ? new Misfit(
                        Integer.parseInt(grant.group(1)),
                        new FieldProblem(grant.group(2), problem.code(), problem.arguments()))
                : new Misfit(0, problem);
    }

    private static String orElse(String text, String other) {
        return text.isEmpty() ? other : text;
    }
}
