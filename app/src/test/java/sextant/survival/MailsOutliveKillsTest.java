package sextant.survival;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.MessageDeliveryHandler;
import com.icegreen.greenmail.user.UserManager;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sextant.notifications.PostOffice;
import sextant.testing.Http;
import sextant.testing.Installation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The application is killed at the worst of moments: the mail server has accepted a mail, and the application has not yet
 * recorded so. The mail goes once more, with the same Message-ID; killed there again, it goes no third time.
 */
class MailsOutliveKillsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    @Timeout(300)
    void a_mail_goes_at_most_once_more_and_with_the_same_id(@TempDir Path temporary) throws Exception {
        try (PostOffice office = new PostOffice();
                Installation installation = Installation.begin(
                        temporary.resolve("data"),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-Dsextant.mail.patience=1s",
                        "-Dsextant.jobs.heartbeat=1s")) {
            String token = installation.token();
            AtomicInteger kills = killsOnAcceptance(office, installation, 1);
            setUp(installation.api(token), office);
            propose(installation.api(token), "First");
            await(() -> kills.get() == 0 && !installation.isAlive());
            assertThat(office.received()).hasSize(1);

            installation.startAgain();
            await(() -> state(installation.api(token), 0).equals("sent"));
            assertThat(office.received()).hasSize(2);
            assertThat(office.received().get(1)).isEqualTo(office.received().get(0));

            kills.set(2);
            propose(installation.api(token), "Second");
            for (int times = 0; times < 2; times++) {
                await(() -> !installation.isAlive());
                installation.startAgain();
            }
            await(() -> state(installation.api(token), 0).equals("unsure"));
            assertThat(kills).hasValue(0);
            List<PostOffice.Received> second =
                    office.received().subList(2, office.received().size());
            assertThat(second).hasSize(2);
            assertThat(second.get(1)).isEqualTo(second.get(0));
            assertThat(second.get(0).id()).isNotEqualTo(office.received().get(0).id());
        }
    }

    /** As often as the answer says, whoever sends is killed when the server has taken the mail and before it says so. */
    private static AtomicInteger killsOnAcceptance(PostOffice office, Installation installation, int times) {
        AtomicInteger kills = new AtomicInteger(times);
        UserManager users = office.server().getUserManager();
        MessageDeliveryHandler usual = users.getMessageDeliveryHandler();
        users.setMessageDeliveryHandler((message, address) -> {
            GreenMailUser user = usual.handle(message, address);
            if (kills.getAndUpdate(now -> Math.max(0, now - 1)) > 0) {
                // Else the answer could be quicker than the signal.
                user.deliver(message);
                kill(installation);
                throw new com.icegreen.greenmail.user.UserException("accepted, and nobody is left to be told");
            }
            return user;
        });
        return kills;
    }

    private static void kill(Installation installation) {
        try {
            installation.kill();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void setUp(Http api, PostOffice office) {
        Http.Answer set = api.json(
                "PUT",
                "/api/v1/mail-server",
                "{\"used\":true,\"host\":\"127.0.0.1\",\"port\":" + office.port()
                        + ",\"protection\":\"none\",\"sender\":\"sextant@skua.example\",\"senderName\":\"Sextant\""
                        + ",\"address\":\"https://sextant.skua.example\"}",
                "If-Match",
                "\"0\"");
        assertThat(set.status()).as(set.toString()).isEqualTo(200);
    }

    /** Gives somebody else an action: they are told by mail at once. */
    private static void propose(Http api, String title) {
        String unit = JSON.readTree(api.get("/api/v1/units").body()).at("/0/id").asString();
        Http.Answer person = api.json(
                "POST",
                "/api/v1/persons",
                "{\"name\":\"" + title + "\",\"email\":\"" + title.toLowerCase(java.util.Locale.ROOT)
                        + "@skua.example\",\"kind\":\"employee\",\"language\":\"en\",\"timeZone\":\"UTC\"}");
        assertThat(person.status()).as(person.toString()).isEqualTo(201);
        Http.Answer objective = api.json(
                "POST",
                "/api/v1/objectives",
                "{\"reference\":\"" + title + "\",\"title\":\"" + title + "\",\"unit\":\"" + unit + "\"}");
        assertThat(objective.status()).as(objective.toString()).isEqualTo(201);
        Http.Answer plan = api.json(
                "PUT",
                "/api/v1/plans/" + Promises.id(objective.header("Location")),
                "{\"actions\":[{\"title\":\"" + title + "\",\"responsible\":\""
                        + JSON.readTree(person.body()).at("/id").asString()
                        + "\",\"due\":\"2027-01-01\",\"state\":\"open\"}]}",
                "If-Match",
                "\"0\"");
        assertThat(plan.status()).as(plan.toString()).isEqualTo(200);
    }

    private static String state(Http api, int place) {
        JsonNode mails = JSON.readTree(api.get("/api/v1/mails").body());
        return mails.at("/" + place + "/state").asString();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant until = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(until);
            Thread.sleep(100);
        }
    }
}
