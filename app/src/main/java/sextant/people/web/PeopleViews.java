package sextant.people.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sextant.people.Permission;
import sextant.people.Person;
import sextant.people.PersonId;
import sextant.people.Role;
import sextant.people.Team;
import sextant.people.TeamId;
import sextant.people.Unit;
import sextant.people.UnitId;
import sextant.platform.web.Asked;
import sextant.platform.web.Errors;
import sextant.platform.web.Exports;
import sextant.platform.web.FormRows;
import sextant.platform.web.Option;
import sextant.platform.web.Past;

/** What the pages of this module show, everything decided; the templates only lay out. */
public interface PeopleViews {
    record SignInPage(String email, String next, Errors errors) {}

    record SetUpForm(
            @Nullable String organization,
            @Nullable String name,
            @Nullable String email,
            @Nullable String password,
            @Nullable String language,
            @Nullable String timeZone) {}

    record SetUpPage(String secret, SetUpForm form, List<Option> languages, List<Option> timeZones, Errors errors) {}

    record InvitationPage(String secret, String name, String email, Errors errors) {}

    record PeoplePage(
            List<Unit> units,
            List<Person> persons,
            List<Team> teams,
            Map<String, String> unitNames,
            Map<String, String> personNames,
            Asked asked,
            List<Option> unitOptions,
            List<Option> roles,
            List<Option> kinds,
            List<Option> states,
            List<Asked.Column> columns,
            String next,
            Exports exports,
            Exports unitExports,
            Past past,
            boolean managesUnits,
            boolean managesPersons) {}

    record PersonPage(
            @Nullable PersonId id,
            String title,
            PersonForm form,
            List<GrantForm> grants,
            List<Option> kinds,
            List<Option> languages,
            List<Option> timeZones,
            List<Option> roles,
            List<Option> units,
            boolean hasPassword,
            Errors errors) {}

    record UnitPage(
            @Nullable UnitId id,
            String title,
            boolean root,
            UnitForm form,
            List<Option> kinds,
            List<Option> parents,
            Errors errors) {}

    record TeamPage(@Nullable TeamId id, String title, TeamForm form, List<Option> persons, Errors errors) {}

    record LinkPage(String name, String link) {}

    record MatrixPage(List<Role> roles, List<Permission> permissions) {}

    /** @param version the version that was read, for the check against somebody else's write */
    record PersonForm(
            @Nullable String name,
            @Nullable String email,
            @Nullable String kind,
            @Nullable String language,
            @Nullable String timeZone,
            @Nullable String active,
            @Nullable List<GrantForm> grants,
            @Nullable String reason,
            @Nullable String version) {
        /** The same, without the gaps that removed rows have left. */
        PersonForm closedUp() {
            return new PersonForm(
                    name, email, kind, language, timeZone, active, FormRows.dense(grants), reason, version);
        }

        /** The same, typed over that version. */
        PersonForm over(int version) {
            return new PersonForm(
                    name, email, kind, language, timeZone, active, grants, reason, String.valueOf(version));
        }
    }

    record GrantForm(@Nullable String role, @Nullable String unit) {}

    record UnitForm(
            @Nullable String name,
            @Nullable String kind,
            @Nullable String relevant,
            @Nullable String parent,
            @Nullable String reason,
            @Nullable String version) {
        /** The same, typed over that version. */
        UnitForm over(int version) {
            return new UnitForm(name, kind, relevant, parent, reason, String.valueOf(version));
        }
    }

    record TeamForm(
            @Nullable String name,
            @Nullable String purpose,
            @Nullable List<String> members,
            @Nullable String reason,
            @Nullable String version) {
        /** The same, typed over that version. */
        TeamForm over(int version) {
            return new TeamForm(name, purpose, members, reason, String.valueOf(version));
        }
    }
}
