package sextant.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;

class ProfilePagesTest {
    private static final TestServer SERVER = TestServer.running();
    private static final String NEXT = "seven quiet lighthouses";

    private final TestOrganization organization = SERVER.organization("Dunlin");
    private final TestPerson dora = SERVER.person(organization, "Dora Dorn", Role.UNIT_HEAD, Role.EMPLOYEE);
    private final Http page = SERVER.http(dora);

    @Test
    void a_language_is_chosen_and_read_at_once() {
        String version = hidden(page.get("/profile").body(), "version");
        Http.Answer saved = page.post("/profile", "version", version, "language", "de", "timeZone", "Europe/Berlin");
        assertThat(saved.status()).as(saved.toString()).isEqualTo(303);
        assertThat(page.get("/profile").body()).contains("Ihr Profil", "lang=\"de\"");
        Http.Answer late = page.post("/profile", "version", version, "language", "en", "timeZone", "UTC");
        assertThat(late.status()).isEqualTo(422);
        assertThat(page.post("/profile", "version", "2", "language", "tlh", "timeZone", "Mars/Olympus")
                        .body())
                .contains("#language", "#timeZone");
    }

    @Test
    void a_password_is_changed_against_the_present_one_and_signs_everybody_else_out() {
        Http elsewhere = SERVER.http(dora);
        Http.Answer wrong = page.post("/profile/password", "present", "a guess of mine", "password", NEXT);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("not your present password").doesNotContain(NEXT);
        assertThat(page.post("/profile/password", "present", dora.password(), "password", "short")
                        .body())
                .contains("at least 12");
        Http.Answer changed = page.post("/profile/password", "present", dora.password(), "password", NEXT);
        assertThat(changed.status()).as(changed.toString()).isEqualTo(303);
        assertThat(page.get("/profile").status()).isEqualTo(200);
        assertThat(elsewhere.get("/profile").status()).as("signed out").isEqualTo(303);
        assertThat(SERVER.http().signIn(dora.email(), NEXT).get("/profile").status())
                .isEqualTo(200);
    }

    @Test
    void guessing_the_present_password_is_throttled_like_signing_in() {
        TestPerson greta = SERVER.person(organization, "Greta Grau", Role.EMPLOYEE);
        Http gretas = SERVER.http(greta);
        for (int i = 0; i < FailedSignIns.PER_ACCOUNT; i++)
            gretas.post("/profile/password", "present", "guess number " + i, "password", NEXT);
        assertThat(gretas.post("/profile/password", "present", greta.password(), "password", NEXT)
                        .body())
                .contains("Too many attempts");
    }

    @Test
    void a_token_is_shown_once_works_and_is_revoked_after_a_question() {
        Http.Answer made = page.post("/profile/tokens", "name", "Nightly report", "role", "unit-head", "days", "30");
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        Matcher secret = Pattern.compile("sextant_[\\w-]+").matcher(made.body());
        assertThat(secret.find()).isTrue();
        Http program = SERVER.api(secret.group());
        assertThat(program.get("/api/v1/kpis").status()).isEqualTo(200);
        String later = page.get("/profile").body();
        assertThat(later).contains("Nightly report").doesNotContain(secret.group());
        Matcher link = Pattern.compile("/profile/tokens/[0-9a-f-]+/revocation").matcher(later);
        assertThat(link.find()).isTrue();
        assertThat(page.get(link.group()).body()).contains("Revoke Nightly report");
        assertThat(page.post(link.group()).status()).isEqualTo(303);
        assertThat(program.get("/api/v1/kpis").status()).isEqualTo(401);
        assertThat(page.get(link.group()).status()).as("revoked already").isEqualTo(404);
        Http stranger = SERVER.http(organization.administrator());
        assertThat(stranger.get(link.group()).status()).as("somebody else's").isEqualTo(404);
    }

    @Test
    void a_token_reaches_no_further_than_its_maker() {
        Http.Answer refused = page.post("/profile/tokens", "name", "x", "role", "administrator", "days", "999");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("#role", "#days");
    }

    @Test
    void a_session_elsewhere_is_ended_from_here() {
        Http elsewhere = SERVER.http(dora);
        String sessions = page.get("/profile").body();
        Matcher end = Pattern.compile(
                        "/profile/sessions/[0-9a-f-]+/end\">(?:(?!</form>).)*aria-label=\"End", Pattern.DOTALL)
                .matcher(sessions);
        assertThat(end.find()).isTrue();
        String path = end.group().replaceFirst("\".*(?s:.*)", "");
        assertThat(page.post(path).status()).isEqualTo(303);
        assertThat(elsewhere.get("/profile").status()).isEqualTo(303);
        assertThat(page.get("/profile").status()).isEqualTo(200);
    }

    @Test
    void the_settings_are_the_administrators_and_are_not_overwritten_unseen() {
        Http administrator = SERVER.http(organization.administrator());
        String version = hidden(administrator.get("/settings").body(), "version");
        String[] change = {
            "version",
            version,
            "name",
            "Dunlin & Sons",
            "timeZone",
            "Europe/Berlin",
            "language",
            "de",
            "ownerApproval",
            "true"
        };
        assertThat(administrator.post("/settings", change).status()).isEqualTo(303);
        assertThat(administrator.get("/settings").body()).contains("Dunlin &amp; Sons", "value=\"true\" checked");
        Http.Answer late = administrator.post("/settings", change);
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.body())
                .contains(
                        "Someone else saved a newer version",
                        "<del>Dunlin</del>",
                        "value=\"" + (Integer.parseInt(version) + 1) + "\"");
        assertThat(page.get("/settings").status()).isEqualTo(403);
        assertThat(page.post("/settings", change).status()).isEqualTo(403);
    }

    private static String hidden(String body, String name) {
        return body.replaceFirst("(?s).*name=\"" + name + "\" value=\"([^\"]*)\".*", "$1");
    }
}
