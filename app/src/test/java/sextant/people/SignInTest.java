package sextant.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SignInTest {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TestOrganization organization = SERVER.organization("Pintail");
    private final TestPerson ada = organization.administrator();

    @Test
    void passwords_are_kept_as_argon2id() throws SQLException {
        try (Connection owner = SERVER.owner();
                var statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select password_hash from credential where organization = '" + organization.id() + "'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).startsWith("$argon2id$").doesNotContain(ada.password());
        }
    }

    @Test
    void an_unknown_address_and_a_wrong_password_get_the_same_answer_for_the_same_work() {
        int before = SERVER.passwords().comparisons();
        Http.Answer unknown = attempt("nobody@pintail.example", "wrong password 1");
        int forUnknown = SERVER.passwords().comparisons() - before;
        Http.Answer wrong = attempt(ada.email(), "wrong password 1");
        int forWrong = SERVER.passwords().comparisons() - before - forUnknown;
        assertThat(forUnknown).isEqualTo(1).isEqualTo(forWrong);
        assertThat(unknown.status()).isEqualTo(wrong.status());
        assertThat(withoutWhatWasTyped(unknown.body())).isEqualTo(withoutWhatWasTyped(wrong.body()));
    }

    @Test
    void an_account_is_closed_for_a_while_after_ten_failures() {
        TestPerson bernd = SERVER.person(organization, "Bernd Berg", Role.EMPLOYEE);
        for (int i = 0; i < FailedSignIns.PER_ACCOUNT; i++) attempt(bernd.email(), "wrong password " + i);
        assertThat(attempt(bernd.email(), bernd.password()).status()).isNotEqualTo(303);
        SERVER.clock()
                .ahead(
                        FailedSignIns.WINDOW.plusSeconds(1),
                        () -> assertThat(
                                        attempt(bernd.email(), bernd.password()).status())
                                .isEqualTo(303));
    }

    @Test
    void a_form_without_its_token_is_refused() {
        Http browser = SERVER.http(ada);
        assertThat(browser.postUnprotected("/sign-out").status()).isEqualTo(403);
        assertThat(browser.get("/people").status()).isEqualTo(200);
    }

    @Test
    void the_session_cookie_is_for_this_site_and_no_script() {
        Http.Answer answer = attempt(ada.email(), ada.password());
        assertThat(answer.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("sextant_session="))
                .singleElement()
                .satisfies(cookie ->
                        assertThat(cookie).contains("HttpOnly").containsAnyOf("SameSite=Lax", "SameSite=Strict"));
    }

    @Test
    void a_session_is_seen_and_ended_from_elsewhere() {
        Http browser = SERVER.http(ada);
        Http api = SERVER.api(ada.token());
        JsonNode sessions = JSON.readTree(api.get("/api/v1/sessions").body());
        assertThat(sessions).hasSize(1);
        String session = sessions.at("/0/id").asString();
        assertThat(api.json("DELETE", "/api/v1/sessions/" + session, "").status())
                .isEqualTo(204);
        assertThat(browser.get("/people").status()).isEqualTo(303);
    }

    @Test
    void every_page_has_a_strict_policy() {
        for (String path : new String[] {"/sign-in", "/people", "/objectives"}) {
            Http.Answer answer = SERVER.http(ada).get(path);
            assertThat(answer.header("Content-Security-Policy"))
                    .as(path)
                    .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
                    .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                    .doesNotContain("unsafe", "*");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Cache-Control")).contains("no-store");
        }
    }

    @Test
    void nobody_is_led_to_another_site() {
        for (String next : new String[] {"https://evil.example/", "//evil.example", "/\\evil.example"}) {
            Http.Answer answer =
                    SERVER.http().post("/sign-in", "email", ada.email(), "password", ada.password(), "next", next);
            assertThat(answer.header("Location"))
                    .as(next)
                    .startsWith("/")
                    .doesNotStartWith("//")
                    .doesNotContain("evil");
        }
        Http.Answer answer =
                SERVER.http().post("/sign-in", "email", ada.email(), "password", ada.password(), "next", "/kpis");
        assertThat(answer.header("Location")).isEqualTo("/kpis");
    }

    @Test
    void a_token_stops_with_its_time_and_with_its_person() {
        Http api = SERVER.api(ada.token());
        JsonNode made = JSON.readTree(api.json("POST", "/api/v1/tokens", "{\"name\":\"short\",\"days\":2}")
                .body());
        Http program = SERVER.api(made.at("/token").asString());
        assertThat(program.get("/api/v1/profile").status()).isEqualTo(200);
        SERVER.clock()
                .ahead(
                        Duration.ofDays(3),
                        () -> assertThat(program.get("/api/v1/profile").status())
                                .isEqualTo(401));
        TestPerson carla = SERVER.person(organization, "Carla Conti", Role.EMPLOYEE);
        Http carlas = SERVER.api(carla.token());
        assertThat(carlas.get("/api/v1/profile").status()).isEqualTo(200);
        String path = "/api/v1/persons/" + carla.id();
        JsonNode person = JSON.readTree(api.get(path).body());
        String change = """
                {"name":"Carla Conti","email":"%s","kind":"employee","language":"en","timeZone":"UTC","active":false,
                 "grants":[]}
                """.formatted(person.at("/email").asString());
        Http.Answer left =
                api.json("PUT", path, change, "If-Match", api.get(path).header("ETag"));
        assertThat(left.status()).as(left.toString()).isEqualTo(200);
        assertThat(carlas.get("/api/v1/profile").status()).isEqualTo(401);
        assertThat(attempt(carla.email(), carla.password()).status()).isNotEqualTo(303);
    }

    @Test
    void an_invitation_is_accepted_once() {
        Http api = SERVER.api(ada.token());
        String path = JSON.readTree(api.json(
                                "POST",
                                "/api/v1/persons",
                                "{\"name\":\"Dora Dahl\",\"email\":\"dora@pintail.example\",\"kind\":\"employee\","
                                        + "\"language\":\"en\",\"timeZone\":\"UTC\"}")
                        .body())
                .at("/invitation")
                .asString();
        assertThat(SERVER.http().get(path).status()).isEqualTo(200);
        Http dora = SERVER.http();
        assertThat(dora.post(path, "password", "a long enough secret 7").status())
                .isEqualTo(303);
        assertThat(SERVER.http().get(path).status()).isEqualTo(404);
        assertThat(attempt("dora@pintail.example", "a long enough secret 7").status())
                .isEqualTo(303);
    }

    private static Http.Answer attempt(String email, String password) {
        return SERVER.http().post("/sign-in", "email", email, "password", password);
    }

    private static String withoutWhatWasTyped(String page) {
        return page.replaceAll("[a-z0-9.]+@[a-z0-9.-]+", "").replaceAll("value=\"[^\"]{20,}\"", "");
    }
}
