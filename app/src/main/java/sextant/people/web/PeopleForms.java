package sextant.people.web;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sextant.people.ApiTokens;
import sextant.people.Organizations;
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
import sextant.people.web.PeopleViews.TeamForm;
import sextant.people.web.PeopleViews.UnitForm;
import sextant.people.web.ProfileViews.PasswordForm;
import sextant.people.web.ProfileViews.SettingsForm;
import sextant.people.web.ProfileViews.TokenForm;
import sextant.platform.language.Languages;
import sextant.platform.language.Texts;
import sextant.platform.web.Checks;
import sextant.platform.web.Option;
import sextant.platform.web.Parsed;

/** What people type about people and units, from a page's form or the API's JSON alike. */
final class PeopleForms {
    private PeopleForms() {}

    static Parsed<PersonDetails> person(PersonForm form) {
        return person(Checks.ofRequest(), form);
    }

    static Parsed<PersonDetails> person(Checks checks, PersonForm form) {
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
        return unit(Checks.ofRequest(), form, isRoot);
    }

    static Parsed<UnitDetails> unit(Checks checks, UnitForm form, boolean isRoot) {
        String name = checks.required("name", form.name(), 200);
        Optional<UnitKind> kind = isRoot
                ? Optional.of(UnitKind.ORGANIZATION)
                : checks.requiredChoice("kind", form.kind(), UnitKind.CHOICES);
        Optional<UnitId> parent = checks.id("parent", form.parent()).map(UnitId::new);
        if (!isRoot && parent.isEmpty()) checks.reject("parent", "required");
        return Parsed.of(
                checks, () -> new UnitDetails(name, kind.orElseThrow(), Checks.checked(form.relevant()), parent));
    }

    /** What is typed about a team. */
    record TeamDetails(String name, String purpose, List<UUID> members) {}

    static Parsed<TeamDetails> team(Checks checks, TeamForm form) {
        String name = checks.required("name", form.name(), 200);
        String purpose = checks.optional("purpose", form.purpose(), 2000);
        List<UUID> members = checks.ids("members", form.members());
        return Parsed.of(checks, () -> new TeamDetails(name, purpose, members));
    }

    static Parsed<Organizations.Organization> organization(Checks checks, SettingsForm form, int version) {
        String name = checks.required("name", form.name(), 200);
        String timeZone = timeZone(checks, form.timeZone());
        String language = language(checks, form.language());
        return Parsed.of(
                checks,
                () -> new Organizations.Organization(
                        name, ZoneId.of(timeZone), language, Checks.checked(form.ownerApproval()), version));
    }

    /** What somebody reads in: the language and the time zone. */
    record Reading(String language, String timeZone) {}

    static Parsed<Reading> reading(@Nullable String language, @Nullable String timeZone) {
        Checks checks = Checks.ofRequest();
        String spoken = language(checks, language);
        String zone = timeZone(checks, timeZone);
        return Parsed.of(checks, () -> new Reading(spoken, zone));
    }

    /** A new password for this person; the present one is checked where it is stored. */
    static Parsed<String> password(PasswordForm form, Person self) {
        Checks checks = Checks.ofRequest();
        if (Objects.requireNonNullElse(form.present(), "").isEmpty()) checks.reject("present", "required");
        String wanted = Objects.requireNonNullElse(form.password(), "");
        checkPassword(checks, wanted, self.email(), self.name());
        return Parsed.of(checks, () -> wanted);
    }

    /** What is asked of a new token. */
    record TokenDetails(String name, Optional<Role> role, Duration valid) {}

    /**
     * @param held the roles that the token's person holds
     * @param scope the role that the credential in use is cut down to: what it makes must not be mightier than itself
     */
    static Parsed<TokenDetails> token(TokenForm form, Set<Role> held, Optional<Role> scope) {
        Checks checks = Checks.ofRequest();
        String name = checks.required("name", form.name(), 100);
        Optional<Role> role = checks.choice("role", form.role(), Role.BY_CODE);
        boolean reachesTooFar = scope.isPresent() && !role.equals(scope);
        if (reachesTooFar || role.filter(wanted -> !held.contains(wanted)).isPresent())
            checks.reject("role", "role-not-held");
        int longest = (int) ApiTokens.LONGEST.toDays();
        Optional<Integer> days = checks.wholeNumber("days", form.days(), 1, longest);
        if (days.isEmpty() && Objects.requireNonNullElse(form.days(), "").isBlank()) checks.reject("days", "required");
        return Parsed.of(checks, () -> new TokenDetails(name, role, Duration.ofDays(days.orElseThrow())));
    }

    /** A change replaces the whole record: what it leaves out must not fall back to something nobody asked for. */
    static void said(Checks checks, String field, @Nullable Boolean value) {
        if (value == null) checks.reject(field, "required");
    }

    static String reason(Checks checks, @Nullable String raw) {
        return checks.optional("reason", raw, 2000);
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

    /** The machine's, as the list of zones names it. */
    static String ownTimeZone() {
        String own = ZoneId.systemDefault().getId();
        return timeZones().stream().anyMatch(zone -> zone.value().equals(own)) ? own : "UTC";
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
