package sextant.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sextant.notifications.PostOffice;
import sextant.notifications.PostOffice.Received;
import sextant.people.Role;
import sextant.platform.jobs.RecurringJob;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checkpoints reach whoever is to keep them, in their rhythm, and what arrives is what the journal is held against. */
class CheckpointMailingTest {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String KEEPER = "keeper@trustee.example";

    private final TestOrganization organization = SERVER.organization("Whimbrel");
    private final TestPerson officer = SERVER.person(organization, "Otto Oval", Role.SECURITY_OFFICER);
    private final Http administrators = SERVER.api(organization.administrator().token());
    private final Http api = SERVER.api(officer.token());
    private final PostOffice office = new PostOffice();

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void what_arrives_is_the_signed_note_and_the_journal_holds_against_it() {
        sendThrough(office);
        choose("[\"" + KEEPER + "\",\"vault@trustee.example\"]", "\"week\"");
        assertThat(api.json("POST", "/api/v1/journal/mailing", "").status()).isEqualTo(202);
        Received mail = received(1).getFirst();
        JsonNode mailing = JSON.readTree(api.get("/api/v1/journal/mailing").body());
        long size = mailing.at("/sentSize").asLong();
        assertThat(size).isPositive();
        String note = mail.parts().get("checkpoint-" + size + ".txt");
        assertThat(note).startsWith("sextant").contains("\n" + size + "\n");
        assertThat(mail.parts().get("checkpoint-" + size + ".pdf")).startsWith("%PDF-");
        assertThat(mail.plain()).contains(note).contains("https://sextant.whimbrel.example/journal");
        assertThat(mail.html()).contains("Keep this mail.");
        assertThat(office.to("vault@trustee.example")).hasSize(1);

        Http page = SERVER.http(officer);
        SERVER.person(organization, "Somebody Else", Role.EMPLOYEE);
        SERVER.settle(organization);
        page.get("/journal");
        assertThat(page.post("/journal", "checkpoint", note).body()).contains("Nothing was removed or rewritten");
        assertThat(page.post("/journal", "checkpoint", note.replace("\n" + size + "\n", "\n" + (size - 1) + "\n"))
                        .body())
                .contains("This checkpoint does not fit");
    }

    @Test
    void they_go_in_their_rhythm_and_those_that_an_outage_skipped_are_not_made_up_for() {
        sendThrough(office);
        choose("[\"" + KEEPER + "\"]", "\"day\"");
        sendDue();
        assertThat(office.to(KEEPER)).isEmpty();
        SERVER.clock().ahead(Duration.ofDays(5), () -> {
            sendDue();
            sendDue();
            received(1);
        });
        assertThat(office.to(KEEPER)).hasSize(1);
        LocalDate today = LocalDate.ofInstant(SERVER.clock().instant(), ZoneId.of("Europe/Berlin"));
        assertThat(JSON.readTree(api.get("/api/v1/journal/mailing").body())
                        .at("/next")
                        .asString())
                .isEqualTo(today.plusDays(6).toString());
    }

    @Test
    void one_that_is_due_waits_until_the_organization_sends_mails() {
        choose("[\"" + KEEPER + "\"]", "\"day\"");
        assertThat(api.json("POST", "/api/v1/journal/mailing", "").status()).isEqualTo(409);
        SERVER.clock().ahead(Duration.ofDays(2), () -> {
            sendDue();
            sendThrough(office);
            sendDue();
            received(1);
        });
    }

    @Test
    void who_may_not_build_evidence_about_the_whole_decides_nothing_and_wrong_addresses_are_told() {
        Http employee = SERVER.api(
                SERVER.person(organization, "Emil Erde", Role.EMPLOYEE).token());
        assertThat(employee.get("/api/v1/journal/mailing").status()).isEqualTo(403);
        Http.Answer wrong = put("[\"nobody\",\"a@b.example\"]", "null");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("“nobody”");
        assertThat(put("[]", "\"week\"").status()).isEqualTo(422);
        assertThat(put("[\"a@b.example\"]", "\"year\"").status()).isEqualTo(422);
        assertThat(SERVER.http(officer).get("/journal?kind=checkpoint-mailing").status())
                .isEqualTo(200);
    }

    private void choose(String recipients, String every) {
        assertThat(put(recipients, every).status()).isEqualTo(200);
    }

    private Http.Answer put(String recipients, String every) {
        return api.json(
                "PUT",
                "/api/v1/journal/mailing",
                "{\"recipients\":" + recipients + ",\"every\":" + every + ",\"reason\":\"agreed\"}",
                "If-Match",
                api.get("/api/v1/journal/mailing").header("ETag"));
    }

    private void sendDue() {
        SERVER.bean(MailCheckpoints.class).sendDue(organization.id());
    }

    /** The server's own job may be at it too. */
    private List<Received> received(int many) {
        for (int times = 0; times < 100 && office.to(KEEPER).size() < many; times++) {
            SERVER.bean("sendMails", RecurringJob.class).run();
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        assertThat(office.to(KEEPER)).hasSize(many);
        return office.to(KEEPER);
    }

    private void sendThrough(PostOffice through) {
        Http.Answer set = administrators.json(
                "PUT",
                "/api/v1/mail-server",
                "{\"used\":true,\"host\":\"127.0.0.1\",\"port\":" + through.port()
                        + ",\"protection\":\"none\",\"sender\":\"sextant@whimbrel.example\","
                        + "\"address\":\"https://sextant.whimbrel.example\"}",
                "If-Match",
                "\"0\"");
        assertThat(set.status()).as(set.toString()).isEqualTo(200);
    }
}
