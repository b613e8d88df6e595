package sextant.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static sextant.notifications.ScriptedServer.HANGS_UP;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sextant.notifications.PostOffice.Received;
import sextant.people.Actor;
import sextant.people.ChangeProfile;
import sextant.people.PersonId;
import sextant.people.Role;
import sextant.platform.database.Transactions;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people are told goes out by mail as they chose, through a real mail server and past one that misbehaves. */
class MailTest {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TestOrganization organization = SERVER.organization("Curlew & Sons");
    private final TestPerson emil = SERVER.person(organization, "Emil Erde", Role.EMPLOYEE);
    private final TestPerson paula = SERVER.person(organization, "Paula Pult", Role.EMPLOYEE);
    private final Http api = SERVER.api(organization.administrator().token());
    private final Http emils = SERVER.api(emil.token());
    private final PostOffice office = new PostOffice();
    private final Map<String, String> wanted = new LinkedHashMap<>(Map.of(
            "used", "true",
            "host", "\"127.0.0.1\"",
            "port", "25",
            "protection", "\"none\"",
            "sender", "\"sextant@curlew.example\"",
            "senderName", "\"Sextant of Curlew\"",
            "address", "\"https://sextant.curlew.example/base/\""));
    private final ScriptedServer scripted = new ScriptedServer();

    @AfterEach
    void close() {
        office.close();
        scripted.close();
    }

    @Test
    void a_mail_says_what_happened_in_the_readers_language_as_text_and_as_html() {
        inGerman(paula);
        sendThrough(office.port());
        tell("one", "It’s <done> & dusted", emil, paula);
        send();
        Received english = only(emil);
        assertThat(english.subject()).isEqualTo("OBJ-001 It’s <done> & dusted is approved");
        assertThat(english.from()).isEqualTo("Sextant of Curlew <sextant@curlew.example>");
        assertThat(english.plain())
                .contains("OBJ-001 It’s <done> & dusted is approved", "    Well done\n    all of you")
                .contains("https://sextant.curlew.example/base/inbox/");
        assertThat(english.html())
                .contains("It’s &lt;done&gt; &amp; dusted is approved", "Curlew &amp; Sons")
                .doesNotContain("<done>");
        assertThat(only(paula).subject()).isEqualTo("OBJ-001 It’s <done> & dusted ist genehmigt");
        assertThat(english.id()).startsWith("<").endsWith("@curlew.example>");
    }

    @Test
    void what_a_person_wants_once_a_day_comes_together_at_their_hour_and_what_they_read_before_does_not() {
        sendThrough(office.port());
        choose(emils, "digest", 6);
        tell("one", "First", emil);
        tell("two", "Second", emil);
        tell("three", "Third", emil);
        send();
        assertThat(office.received()).isEmpty();
        Instant now = SERVER.clock().instant();
        Instant due = Choices.USUAL.nextDigest(now, ZoneId.of("Europe/Berlin"));
        assertThat(due).isAfter(now);
        JsonNode second = list(emils, "").get(1);
        emils.json("PUT", "/api/v1/notifications/" + second.at("/id").asString(), "{\"read\":true}");
        SERVER.clock().ahead(Duration.ofHours(25), this::send);
        Received digest = only(emil);
        assertThat(digest.subject()).isEqualTo("OBJ-001 First is approved and one more");
        assertThat(digest.plain()).contains("First", "Third").doesNotContain("Second");
    }

    @Test
    void nobody_gets_a_mail_who_wants_none_or_who_left() {
        sendThrough(office.port());
        choose(emils, "inbox", 7);
        tell("one", "Quiet", emil, paula);
        leave(paula);
        send();
        assertThat(office.received()).isEmpty();
        assertThat(list(emils, "?unread=true")).hasSize(1);
    }

    @Test
    void nobody_is_told_twice_of_the_same() {
        sendThrough(office.port());
        tell("same", "Once", emil);
        tell("same", "Once", emil);
        send();
        assertThat(list(emils, "")).hasSize(1);
        assertThat(office.to(emil.email())).hasSize(1);
    }

    @Test
    void nothing_is_lost_while_the_server_is_down_and_it_is_asked_less_and_less_often() {
        sendThrough(office.port());
        office.stop();
        tell("one", "Patience", emil);
        send();
        Instant first = Instant.parse(server().at("/failingSince").asString());
        assertThat(server().at("/failing").asString()).isEqualTo("no-answer");
        assertThat(SERVER.http(organization.administrator())
                        .get("/settings/mail")
                        .body())
                .contains("The server takes nothing since", "One mail waits.", "does not answer");
        office.startAgain();
        send();
        assertThat(office.received()).as("not before its time").isEmpty();
        SERVER.clock().ahead(Duration.ofSeconds(31), this::send);
        assertThat(only(emil).subject()).contains("Patience");
        assertThat(server().at("/failing").isNull()).isTrue();
        assertThat(first).isBeforeOrEqualTo(SERVER.clock().instant());
        assertThat(mails().get(0).at("/state").asString()).isEqualTo("sent");
    }

    @Test
    void one_address_that_is_refused_keeps_no_other_mail_back() {
        sendThrough(scripted.port());
        scripted.says("RCPT", "550 5.1.1 no such mailbox");
        tell("one", "Refused", emil);
        send();
        scripted.saysAsUsual("RCPT");
        tell("two", "Taken", paula);
        send();
        assertThat(scripted.messages()).hasSize(1);
        assertThat(mails().get(1).at("/state").asString()).isEqualTo("refused");
        assertThat(mails().get(1).at("/failure").asString()).isEqualTo("recipient-refused");
        assertThat(mails().get(1).at("/reply").asString()).contains("no such mailbox");
        assertThat(mails().get(0).at("/state").asString()).isEqualTo("sent");

        String id = mails().get(1).at("/id").asString();
        assertThat(api.json("POST", "/api/v1/mails/" + id + "/attempts", "").status())
                .isEqualTo(204);
        send();
        assertThat(scripted.messages()).hasSize(2);
        assertThat(api.json("DELETE", "/api/v1/mails/" + id, "").status()).isEqualTo(409);
    }

    @Test
    void an_address_that_no_mail_can_have_and_a_mail_that_breaks_the_line_keep_no_other_back() {
        sendThrough(scripted.port());
        letter("od,d <@out.example");
        letter("first@out.example");
        send();
        assertThat(scripted.messages()).hasSize(1);
        assertThat(mails().get(1).at("/failure").asString()).isEqualTo("unwritable");
        assertThat(mails().get(1).at("/state").asString()).isEqualTo("refused");

        scripted.says("RCPT", HANGS_UP);
        letter("breaks@out.example");
        send();
        scripted.saysAsUsual("RCPT");
        letter("second@out.example");
        letter("third@out.example");
        SERVER.clock().ahead(Duration.ofMinutes(1), this::send);
        assertThat(scripted.messages()).hasSize(4);
        assertThat(scripted.messages().getLast()).contains("breaks@out.example");
    }

    @Test
    void a_server_that_says_later_is_asked_later_and_given_up_after_five_days() {
        sendThrough(scripted.port());
        scripted.says("RCPT", "451 4.7.1 greylisted");
        tell("one", "Later", emil);
        send();
        assertThat(mails().get(0).at("/state").asString()).isEqualTo("waiting");
        send();
        assertThat(mails().get(0).at("/attempts").asInt()).isEqualTo(1);
        SERVER.clock().ahead(Duration.ofSeconds(61), this::send);
        assertThat(mails().get(0).at("/attempts").asInt()).isEqualTo(2);
        SERVER.clock().ahead(Duration.ofDays(6), this::send);
        assertThat(mails().get(0).at("/state").asString()).isEqualTo("refused");
    }

    @Test
    void a_mail_that_may_have_arrived_goes_once_more_under_the_same_id_and_then_waits_for_somebody() {
        sendThrough(scripted.port());
        scripted.says("END", HANGS_UP);
        tell("one", "Perhaps", emil);
        send();
        assertThat(scripted.messages()).hasSize(1);
        SERVER.clock().ahead(Duration.ofMinutes(2), this::send);
        assertThat(scripted.messages()).hasSize(2);
        assertThat(id(scripted.messages().get(1)))
                .isEqualTo(id(scripted.messages().get(0)));
        scripted.saysAsUsual("END");
        SERVER.clock().ahead(Duration.ofHours(1), this::send);
        assertThat(scripted.messages()).as("no third time by itself").hasSize(2);
        assertThat(mails().get(0).at("/state").asString()).isEqualTo("unsure");

        api.json("POST", "/api/v1/mails/" + mails().get(0).at("/id").asString() + "/attempts", "");
        SERVER.clock().ahead(Duration.ofHours(1), this::send);
        assertThat(scripted.messages()).hasSize(3);
        assertThat(mails().get(0).at("/state").asString()).isEqualTo("sent");
    }

    @Test
    void a_connection_that_breaks_before_the_mail_was_read_is_no_attempt_that_counts() {
        sendThrough(scripted.port());
        scripted.says("RCPT", HANGS_UP);
        tell("one", "Unread", emil);
        for (int hour = 0; hour < 6; hour++) SERVER.clock().ahead(Duration.ofHours(hour), this::send);
        assertThat(mails().get(0).at("/state").asString()).isEqualTo("waiting");
        scripted.saysAsUsual("RCPT");
        SERVER.clock().ahead(Duration.ofHours(9), this::send);
        assertThat(scripted.messages()).hasSize(1);
    }

    @Test
    void a_sender_that_the_server_does_not_take_is_the_servers_trouble_and_costs_no_mail() {
        sendThrough(scripted.port());
        scripted.says("MAIL", "550 5.7.1 not from you");
        tell("one", "Kept", emil);
        send();
        assertThat(server().at("/failing").asString()).isEqualTo("sender-refused");
        assertThat(mails().get(0).at("/state").asString()).isEqualTo("waiting");
    }

    @Test
    void two_nodes_that_send_at_once_send_each_mail_once() throws InterruptedException {
        sendThrough(office.port());
        for (int number = 0; number < 40; number++) tell("n" + number, "Number " + number, emil, paula);
        // So that they are forty mails each, and not one.
        WriteMail write = SERVER.bean(WriteMail.class);
        MailServer server = SERVER.bean(Transactions.class)
                .read(organization.id(), () -> SERVER.bean(MailServers.class).find(organization.id()))
                .orElseThrow();
        for (int number = 0; number < 40; number++) {
            Mail.Letter letter = new Mail.Letter("en", "Letter " + number, "text", "<p>text</p>", List.of());
            SERVER.bean(Transactions.class)
                    .writing(
                            organization.id(),
                            () -> write.to(organization.id(), Mail.Purpose.CHECKPOINT, "out@side.example", letter));
        }
        assertThat(server.settings().used()).isTrue();
        List<Thread> nodes = java.util.stream.IntStream.range(0, 4)
                .mapToObj(node -> Thread.ofVirtual().start(this::send))
                .toList();
        for (Thread node : nodes) node.join();
        send();
        assertThat(office.to("out@side.example"))
                .hasSize(40)
                .extracting(Received::id)
                .doesNotHaveDuplicates();
        String all = office.to(emil.email()).stream().map(Received::plain).reduce("", String::concat);
        assertThat(all.lines()
                        .filter(line -> line.startsWith("OBJ-001"))
                        .distinct()
                        .count())
                .isEqualTo(
                        all.lines().filter(line -> line.startsWith("OBJ-001")).count());
    }

    @Test
    void the_page_tells_what_is_wrong_with_the_server_before_anybody_relies_on_it() {
        Http page = SERVER.http(organization.administrator());
        assertThat(set(Map.of("port", String.valueOf(office.port()))).status()).isEqualTo(200);
        assertThat(test().at("/accepted").asBoolean()).isTrue();
        assertThat(office.to(organization.administrator().email())).hasSize(1);
        set(Map.of("protection", "\"starttls\""));
        assertThat(test().at("/failure").asString()).isEqualTo("not-encrypted");
        set(Map.of("protection", "\"none\"", "port", String.valueOf(free())));
        assertThat(test().at("/failure").asString()).isEqualTo("no-answer");
        set(Map.of("host", "\"no-such-host.invalid\""));
        assertThat(test().at("/failure").asString()).isEqualTo("unknown-host");
        set(Map.of(
                "host",
                "\"127.0.0.1\"",
                "port",
                String.valueOf(office.port()),
                "userName",
                "\"curlew\"",
                "password",
                "\"wrong\""));
        office.server().getUserManager().setAuthRequired(true);
        assertThat(test().at("/failure").asString()).isEqualTo("sign-in");
        Http.Answer answer = page.post("/settings/mail/test");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(page.get("/settings/mail").body()).contains("The test mail did not go.");
    }

    @Test
    void the_password_is_shown_to_nobody_and_goes_to_no_other_server() {
        set(Map.of("userName", "\"curlew\"", "password", "\"very secret word\"", "protection", "\"starttls\""));
        wanted.remove("password");
        assertThat(api.get("/api/v1/mail-server").body())
                .contains("\"hasPassword\":true")
                .doesNotContain("very secret word");
        assertThat(SERVER.http(organization.administrator())
                        .get("/settings/mail")
                        .body())
                .doesNotContain("very secret word");
        Http.Answer elsewhere = set(Map.of("host", "\"evil.example\""));
        assertThat(elsewhere.status()).isEqualTo(422);
        assertThat(elsewhere.body()).contains("\"password\"");
        assertThat(set(Map.of("host", "\"127.0.0.1\"", "senderName", "\"Other\""))
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/api/v1/mail-server").body()).contains("\"hasPassword\":true");
        assertThat(set(Map.of(
                                "userName",
                                "\"curlew\"",
                                "password",
                                "\"p\"",
                                "protection",
                                "\"none\"",
                                "host",
                                "\"mail.example\""))
                        .body())
                .contains("protection");
    }

    @Test
    void what_is_typed_wrong_is_told_at_its_field() {
        Map<String, String> wrong = Map.of(
                "host", "\"no host\"",
                "port", "0",
                "protection", "\"maybe\"",
                "sender", "\"nobody\"",
                "address", "\"javascript:alert(1)\"");
        wrong.forEach((field, value) -> {
            String right = Objects.requireNonNull(wanted.get(field));
            Http.Answer answer = set(Map.of(field, value));
            wanted.put(field, right);
            assertThat(answer.status()).as(field).isEqualTo(422);
            assertThat(answer.body()).as(field).contains("\"" + field + "\"");
        });
        assertThat(set(Map.of("sender", "\"a@b.example\\r\\nBcc: c@d.example\""))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void an_erased_persons_news_and_mails_go_with_them() {
        sendThrough(office.port());
        tell("one", "Known to Paula", paula);
        office.stop();
        send();
        leave(paula);
        api.json("POST", "/api/v1/persons/" + paula.id() + "/erasure", "{\"reason\":\"asked\"}");
        assertThat(mails()).isEmpty();
    }

    private void tell(String cause, String title, TestPerson... persons) {
        Set<PersonId> to = new java.util.HashSet<>();
        for (TestPerson person : persons) to.add(person.id());
        SERVER.bean(Transactions.class)
                .writing(
                        organization.id(),
                        () -> SERVER.bean(Tell.class)
                                .tell(
                                        organization.id(),
                                        to,
                                        new News(
                                                Matter.OUTCOME,
                                                "objective-approved",
                                                cause,
                                                "/objectives",
                                                List.of(Fact.text("OBJ-001"), Fact.text(title)),
                                                "Well done\nall of you")));
    }

    private void letter(String recipient) {
        Mail.Letter letter = new Mail.Letter("en", "To " + recipient, "text", "<p>text</p>", List.of());
        SERVER.bean(Transactions.class)
                .writing(
                        organization.id(),
                        () -> SERVER.bean(WriteMail.class)
                                .to(organization.id(), Mail.Purpose.CHECKPOINT, recipient, letter));
    }

    /** All that is due now; the server's own job may be at it too. */
    private void send() {
        do SERVER.bean(SendMails.class).run();
        while (isBusy());
    }

    private boolean isBusy() {
        Mails outbox = SERVER.bean(Mails.class);
        return SERVER.bean(Transactions.class)
                        .acrossOrganizations(() -> outbox.due(SERVER.clock().instant()))
                        .contains(organization.id())
                || !JSON.readTree(api.get("/api/v1/mails?state=sending").body()).isEmpty();
    }

    private Received only(TestPerson person) {
        List<Received> received = office.to(person.email());
        assertThat(received).hasSize(1);
        return received.getFirst();
    }

    private void sendThrough(int port) {
        assertThat(set(Map.of("port", String.valueOf(port))).status()).isEqualTo(200);
    }

    /** What is different from now on. */
    private Http.Answer set(Map<String, String> different) {
        Http.Answer now = api.get("/api/v1/mail-server");
        String version = now.status() == 404 ? "\"0\"" : now.header("ETag");
        wanted.putAll(different);
        StringBuilder json = new StringBuilder();
        wanted.forEach((field, value) -> json.append(json.isEmpty() ? "{" : ",").append("\"" + field + "\":" + value));
        return api.json("PUT", "/api/v1/mail-server", json + "}", "If-Match", version);
    }

    private JsonNode server() {
        return JSON.readTree(api.get("/api/v1/mail-server").body());
    }

    private JsonNode test() {
        return JSON.readTree(api.json("POST", "/api/v1/mail-server/tests", "").body());
    }

    private JsonNode mails() {
        return JSON.readTree(api.get("/api/v1/mails").body());
    }

    private static JsonNode list(Http of, String query) {
        return JSON.readTree(of.get("/api/v1/notifications" + query).body());
    }

    private static void choose(Http of, String way, int hour) {
        Http.Answer now = of.get("/api/v1/notification-choices");
        StringBuilder ways = new StringBuilder();
        for (Matter matter : Matter.values())
            ways.append(ways.isEmpty() ? "" : ",").append("\"" + matter.code() + "\":\"" + way + "\"");
        Http.Answer chosen = of.json(
                "PUT",
                "/api/v1/notification-choices",
                "{\"ways\":{" + ways + "},\"digestHour\":" + hour + "}",
                "If-Match",
                now.header("ETag"));
        assertThat(chosen.status()).as(chosen.toString()).isEqualTo(200);
    }

    private void inGerman(TestPerson person) {
        Actor actor = SERVER.actor(organization, person.id());
        SERVER.bean(ChangeProfile.class).change(actor, 1, "de", "Europe/Berlin");
    }

    private void leave(TestPerson person) {
        Http.Answer now = api.get("/api/v1/persons/" + person.id());
        String body = now.body().replace("\"active\":true", "\"active\":false");
        Http.Answer left =
                api.json("PUT", "/api/v1/persons/" + person.id(), request(body), "If-Match", now.header("ETag"));
        assertThat(left.status()).as(left.toString()).isEqualTo(200);
    }

    private static String request(String person) {
        JsonNode it = JSON.readTree(person);
        return "{\"name\":" + it.at("/name") + ",\"email\":" + it.at("/email") + ",\"kind\":" + it.at("/kind")
                + ",\"language\":" + it.at("/language") + ",\"timeZone\":" + it.at("/timeZone")
                + ",\"active\":false,\"grants\":" + it.at("/grants") + "}";
    }

    private static String id(String message) {
        return message.lines()
                .filter(line -> line.startsWith("Message-ID:"))
                .findFirst()
                .orElseThrow();
    }

    private static int free() {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
