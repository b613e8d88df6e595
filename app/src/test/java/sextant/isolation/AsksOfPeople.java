package sextant.isolation;

import static sextant.isolation.Ask.ask;

import java.util.List;

/** How the handlers of sextant.people are asked. */
final class AsksOfPeople {
    private static final String PERSON =
            "{\"name\":\"Dora\",\"email\":\"%s@apollo.example\",\"kind\":\"employee\",\"language\":\"en\","
                    + "\"timeZone\":\"UTC\",\"active\":true,\"grants\":[{\"role\":\"auditor\",\"unit\":\"${unit}\"}]}";
    private static final String UNIT =
            "{\"name\":\"Yard\",\"kind\":\"level\",\"relevant\":true,\"parent\":\"${root}\"}";
    private static final String TEAM = "{\"name\":\"Crew\",\"purpose\":\"p\",\"members\":[\"${person}\"]}";

    private AsksOfPeople() {}

    static List<Ask> pages() {
        return List.of(
                ask("GET /people").query("unit=${unit}&role=auditor").filtering(),
                ask("GET /people/units.{form}", "csv"),
                ask("GET /people/persons.{form}", "csv").query("unit=${unit}").filtering(),
                ask("GET /permissions"),
                ask("GET /people/units/new").query("parent=${unit}").filtering(),
                ask("POST /people/units/new")
                        .form("name", "Dock", "kind", "function", "relevant", "true", "parent", "${unit}"),
                ask("GET /people/units/{id}", "${unit}"),
                ask("POST /people/units/{id}", "${unit}")
                        .form(
                                "name",
                                "Dock",
                                "kind",
                                "function",
                                "relevant",
                                "true",
                                "parent",
                                "${root}",
                                "reason",
                                "r",
                                "version",
                                "@1{/api/v1/units/${unit}}"),
                ask("GET /people/units/{id}/history", "${unit}"),
                ask("GET /people/units/{id}/history/{number}", "${unit}", "1"),
                ask("GET /people/persons/new"),
                ask("POST /people/persons/new")
                        .form(
                                "name",
                                "Dora",
                                "email",
                                "dora.page@apollo.example",
                                "kind",
                                "employee",
                                "language",
                                "en",
                                "timeZone",
                                "UTC",
                                "active",
                                "true",
                                "grants[0].role",
                                "auditor",
                                "grants[0].unit",
                                "${unit}"),
                ask("GET /people/persons/{id}", "${person}"),
                ask("POST /people/persons/{id}", "${person}")
                        .form(
                                "name",
                                "Carl",
                                "email",
                                "carl.page@apollo.example",
                                "kind",
                                "external",
                                "language",
                                "en",
                                "timeZone",
                                "UTC",
                                "active",
                                "true",
                                "grants[0].role",
                                "auditor",
                                "grants[0].unit",
                                "${unit}",
                                "version",
                                "@1{/api/v1/persons/${person}}"),
                ask("GET /people/persons/{id}/history", "${person}"),
                ask("GET /people/persons/{id}/history/{number}", "${person}", "1"),
                ask("POST /people/persons/{id}/invitations", "${person}"),
                ask("GET /people/holds"),
                ask("POST /people/holds").form("person", "${person}", "reason", "r"),
                ask("POST /people/holds/{id}/lifting", "${hold2}"),
                ask("GET /people/persons/{id}/erasure", "${left}"),
                ask("POST /people/persons/{id}/erasure", "${left}").form("reason", "r", "confirmed", "true"),
                ask("GET /people/teams/new"),
                ask("POST /people/teams/new").form("name", "Crew", "purpose", "p", "members", "${person}"),
                ask("GET /people/teams/{id}/history", "${team}"),
                ask("GET /people/teams/{id}/history/{number}", "${team}", "1"),
                ask("GET /settings/history"),
                ask("GET /settings/history/{number}", "1"),
                ask("GET /people/teams/{id}", "${team}"),
                ask("POST /people/teams/{id}", "${team}")
                        .form(
                                "name",
                                "Crew",
                                "purpose",
                                "p",
                                "members",
                                "${person}",
                                "version",
                                "@1{/api/v1/teams/${team}}"));
    }

    static List<Ask> ofOneself() {
        return List.of(
                ask("GET /profile"),
                ask("GET /profile/data.json"),
                ask("GET /people/persons/{id}/data.json", "${bea}"),
                ask("GET /api/v1/persons/{id}/data", "${bea}"),
                ask("POST /profile").form("language", "en", "timeZone", "UTC", "version", "@1{/api/v1/profile}"),
                ask("POST /profile/password")
                        .form("present", "wrong", "password", "seven quiet lighthouses")
                        .answers(422),
                ask("POST /profile/tokens").form("name", "reader", "role", "auditor", "days", "9"),
                ask("GET /profile/tokens/{id}/revocation", "${token2}"),
                ask("POST /profile/tokens/{id}/revocation", "${token2}"),
                ask("POST /profile/sessions/{id}/end", "${session2}"),
                ask("GET /settings"),
                ask("POST /settings")
                        .form(
                                "name",
                                "Apollo",
                                "timeZone",
                                "UTC",
                                "language",
                                "en",
                                "version",
                                "@1{/api/v1/organization}"));
    }

    /** What lets in whoever has no session yet: the secret in the path is the permission. */
    static List<Ask> waysIn() {
        return List.of(
                ask("GET /setup/{secret}", "${setup}"),
                ask("POST /setup/{secret}", "${setup}")
                        .form(
                                "organization",
                                "Artemis",
                                "name",
                                "Ann",
                                "email",
                                "ann@artemis.example",
                                "password",
                                "correct horse battery",
                                "language",
                                "en",
                                "timeZone",
                                "UTC"),
                ask("GET /invitations/{secret}", "${invitation}"),
                ask("POST /invitations/{secret}", "${invitation}").form("password", "correct horse battery"),
                ask("GET /sign-in"),
                ask("POST /sign-in")
                        .form("email", "nobody@apollo.example", "password", "wrong")
                        .answers(422),
                ask("POST /sign-out").freshly());
    }

    static List<Ask> api() {
        return List.of(
                ask("GET /api/v1/organization"),
                ask("PUT /api/v1/organization")
                        .json("{\"name\":\"Apollo\",\"timeZone\":\"UTC\",\"language\":\"en\",\"ownerApproval\":false}")
                        .ifMatch("/api/v1/organization"),
                ask("GET /api/v1/permissions"),
                ask("GET /api/v1/profile"),
                ask("PUT /api/v1/profile")
                        .json("{\"language\":\"en\",\"timeZone\":\"UTC\"}")
                        .ifMatch("/api/v1/profile"),
                ask("PUT /api/v1/profile/password")
                        .json("{\"present\":\"wrong\",\"password\":\"seven quiet lighthouses\"}")
                        .answers(422),
                ask("GET /api/v1/tokens"),
                ask("POST /api/v1/tokens").json("{\"name\":\"reader\",\"role\":\"auditor\",\"days\":9}"),
                ask("DELETE /api/v1/tokens/{id}", "${token}"),
                ask("GET /api/v1/sessions"),
                ask("DELETE /api/v1/sessions/{id}", "${session}"),
                ask("GET /api/v1/legal-holds"),
                ask("POST /api/v1/legal-holds").json("{\"person\":\"${person}\",\"reason\":\"r\"}"),
                ask("DELETE /api/v1/legal-holds/{id}", "${hold3}"),
                ask("POST /api/v1/persons/{id}/erasure", "${left2}").json("{\"reason\":\"r\"}"),
                ask("GET /api/v1/units"),
                ask("POST /api/v1/units").json(UNIT),
                ask("GET /api/v1/units/{id}", "${unit}"),
                ask("PUT /api/v1/units/{id}", "${unit}").json(UNIT).ifMatch("/api/v1/units/${unit}"),
                ask("GET /api/v1/persons").query("q=a&active=true&unit=${unit}").filtering(),
                ask("POST /api/v1/persons").json(PERSON.formatted("dora.api")),
                ask("GET /api/v1/persons/{id}", "${person}"),
                ask("PUT /api/v1/persons/{id}", "${person}")
                        .json(PERSON.formatted("carl.api"))
                        .ifMatch("/api/v1/persons/${person}"),
                ask("POST /api/v1/persons/{id}/invitations", "${person}"),
                ask("GET /api/v1/teams"),
                ask("POST /api/v1/teams").json(TEAM),
                ask("GET /api/v1/teams/{id}", "${team}"),
                ask("PUT /api/v1/teams/{id}", "${team}").json(TEAM).ifMatch("/api/v1/teams/${team}"));
    }
}
