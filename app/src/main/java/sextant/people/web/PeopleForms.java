package sextant.people.web;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sextant.people.PasswordRule;
import sextant.people.Person;
import sextant.people.PersonDetails;
import sextant.people.PersonKind;
import sextant.people.Role;
import sextant.people.UnitDetails;
import sextant.people.UnitId;
import sextant.people.UnitKind;
import sextant.people.web.PeopleViews.GrantForm;
import sextant.people.web.PeopleViews.PersonForm;
import sextant.people.web.PeopleViews.UnitForm;
import sextant.platform.language.Languages;
import sextant.platform.language.Texts;
import sextant.platform.web.Checks;
import sextant.platform.web.Option;
import sextant.platform.web.Parsed;

/** What people type about people and units, from a page's form or the API's JSON alike. */
final class PeopleForms {
    private PeopleForms() {}

    static Parsed<PersonDetails> person(PersonForm form) {
        Checks checks = Checks.ofRequest();
        String name = checks.required("name", form.name(), 200);
        String email = email(checks, form.email());
        Optional<PersonKind> kind = checks.requiredChoice("kind", form.kind(), PersonKind.BY_CODE);
        String language = language(checks, form.language());
        String timeZone = timeZone(checks, form.timeZone());
        Set<Person.Grant> grants = grants(checks, form.grants());
        return Parsed.of(
                checks,
                () -> new PersonDetails(
                        name,
                        email.toLowerCase(Locale.ROOT),
                        kind.orElseThrow(),
                        language,
                        timeZone,
                        Checks.checked(form.active()),
                        grants));
    }

    /** Only the root is without a parent; whether this unit is the root, the caller knows. */
    static Parsed<UnitDetails> unit(UnitForm form, boolean isRoot) {
        Checks checks = Checks.ofRequest();
        String name = checks.required("name", form.name(), 200);
        Optional<UnitKind> kind = isRoot
                ? Optional.of(UnitKind.ORGANIZATION)
                : checks.requiredChoice("kind", form.kind(), UnitKind.CHOICES);
        Optional<UnitId> parent = checks.id("parent", form.parent()).map(UnitId::new);
        if (!isRoot && parent.isEmpty()) checks.reject("parent", "required");
        return Parsed.of(
                checks, () -> new UnitDetails(name, kind.orElseThrow(), Checks.checked(form.relevant()), parent));
    }

    static String email(Checks checks, @Nullable String raw) {
        String email = checks.required("email", raw, 254);
        if (!email.isEmpty() && !email.matches("[^@\\s]+@[^@\\s]+\\.?[^@\\s]*")) checks.reject("email", "email");
        return email;
    }

    static void checkPassword(Checks checks, String password, String email, String name) {
        PasswordRule.problem(password, email, name)
                .ifPresent(code -> checks.reject("password", code, PasswordRule.SHORTEST, PasswordRule.LONGEST));
    }

    static String language(Checks checks, @Nullable String raw) {
        Map<String, String> codes = Languages.ALL.stream()
                .map(Locale::getLanguage)
                .collect(Collectors.toMap(Function.identity(), Function.identity()));
        return checks.requiredChoice("language", raw, codes).orElse("en");
    }

    static String timeZone(Checks checks, @Nullable String raw) {
        String zone = checks.required("timeZone", raw, 60);
        if (!zone.isEmpty() && !ZoneId.getAvailableZoneIds().contains(zone)) checks.reject("timeZone", "time-zone");
        return zone;
    }

    static List<Option> languages(Texts texts) {
        return Languages.ALL.stream()
                .map(language -> new Option(language.getLanguage(), texts.choice("language", language.getLanguage())))
                .toList();
    }

    static List<Option> timeZones() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.contains("/") && !zone.startsWith("Etc/") && !zone.startsWith("SystemV/")
                        || zone.equals("UTC"))
                .sorted()
                .map(zone -> new Option(zone, zone.replace('_', ' ')))
                .toList();
    }

    static int version(@Nullable String raw) {
        return raw != null && raw.matches("\\d{1,9}") ? Integer.parseInt(raw) : 0;
    }

    private static Set<Person.Grant> grants(Checks checks, @Nullable List<GrantForm> forms) {
        Set<Person.Grant> grants = new HashSet<>();
        List<GrantForm> given = forms == null ? List.of() : new ArrayList<>(forms);
        for (int i = 0; i < given.size(); i++) {
            GrantForm form = given.get(i);
            if (form == null || Objects.requireNonNullElse(form.role(), "").isEmpty()) continue;
            Optional<Role> role = checks.choice("grants[" + i + "].role", form.role(), Role.BY_CODE);
            Optional<UnitId> unit =
                    checks.id("grants[" + i + "].unit", form.unit()).map(UnitId::new);
            if (unit.isEmpty()) checks.reject("grants[" + i + "].unit", "required");
            if (role.isPresent() && unit.isPresent()) grants.add(new Person.Grant(role.get(), unit.get()));
        }
        return grants;
    }
}
