package sextant.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sextant.people.Role;

class TestServerTest {
    private static final TestServer SERVER = TestServer.running();

    @Test
    void an_administrator_signs_in_by_page_and_sees_only_their_own_organization() {
        TestOrganization one = SERVER.organization("Albatross");
        SERVER.organization("Bittern");
        Http.Answer people = SERVER.http(one.administrator()).get("/people");
        assertThat(people.status()).isEqualTo(200);
        assertThat(people.body()).contains("Albatross").doesNotContain("Bittern");
    }

    @Test
    void a_person_with_a_role_signs_in() {
        TestOrganization organization = SERVER.organization("Cormorant");
        TestPerson auditor = SERVER.person(organization, "Iris Ito", Role.AUDITOR);
        assertThat(SERVER.http(auditor).get("/people").status()).isEqualTo(200);
        assertThat(SERVER.http(auditor).get("/people/persons/new").status()).isEqualTo(403);
    }

    @Test
    void the_statements_of_each_request_are_counted_by_themselves() {
        Http browser = SERVER.http(SERVER.organization("Dunlin").administrator());
        Http.Answer signIn = SERVER.http().get("/sign-in");
        Http.Answer people = browser.get("/people");
        assertThat(signIn.statements()).isEmpty();
        assertThat(people.statements()).hasSizeBetween(4, 12).anyMatch(statement -> statement.contains("session_by"));
    }
}
