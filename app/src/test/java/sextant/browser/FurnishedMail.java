package sextant.browser;

import java.util.List;
import sextant.notifications.Mail;
import sextant.notifications.WriteMail;
import sextant.people.Actor;
import sextant.platform.database.Transactions;
import sextant.platform.web.KeysetPage;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A mail server that is switched off again, and two mails that wait for it, of which one is taken out. */
final class FurnishedMail {
    private static final TestServer SERVER = TestServer.running();
    /** Behind whatever anybody was told. */
    static final String END = KeysetPage.cursor("00000000-0000-7000-8000-000000000000" + "2001-01-01T00:00:00Z");

    private FurnishedMail() {}

    static void in(TestOrganization organization) {
        Http api = SERVER.api(organization.administrator().token());
        set(api, true, "\"0\"");
        Actor actor = SERVER.actor(organization);
        Mail.Letter letter = new Mail.Letter("en", "Checkpoint of the journal", "text", "<p>text</p>", List.of());
        for (String recipient : List.of("vault@guillemot.example", "auditor@certification-body.example"))
            SERVER.bean(Transactions.class)
                    .writing(
                            actor.organization(),
                            () -> SERVER.bean(WriteMail.class)
                                    .to(actor.organization(), Mail.Purpose.CHECKPOINT, recipient, letter));
        set(api, false, "\"1\"");
        JsonNode mails = JsonMapper.shared().readTree(api.get("/api/v1/mails").body());
        api.json("DELETE", "/api/v1/mails/" + mails.at("/0/id").asString(), "");
    }

    private static void set(Http api, boolean used, String version) {
        Http.Answer answer = api.json(
                "PUT",
                "/api/v1/mail-server",
                "{\"used\":" + used + ",\"host\":\"127.0.0.1\",\"port\":1,\"protection\":\"none\","
                        + "\"sender\":\"sextant@guillemot.example\",\"senderName\":\"Sextant\","
                        + "\"address\":\"https://sextant.guillemot.example\"}",
                "If-Match",
                version);
        if (answer.status() != 200) throw new IllegalStateException(answer.toString());
    }
}
