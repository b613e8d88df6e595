package sextant.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;

/** Guessing one password at many accounts: each account sees few failures, so the address is what must slow down. */
class SignInByAddressTest {
    private static final TestServer SERVER = TestServer.running();

    private final TestOrganization organization = SERVER.organization("Ruff");
    private final TestPerson ada = organization.administrator();

    @Test
    void an_address_is_closed_for_a_while_after_failures_at_many_accounts() throws Exception {
        Visitor guesser = new Visitor("127.0.0.21");
        for (int i = 0; i < FailedSignIns.PER_ADDRESS; i++)
            assertThat(guesser.signIn("nobody" + i + "@ruff.example", "spring 2026 !")
                            .statusCode())
                    .isEqualTo(422);
        int before = SERVER.passwords().comparisons();
        HttpResponse<String> closed = guesser.signIn(ada.email(), ada.password());
        assertThat(closed.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(closed.body()).select(".errors a").text()).contains("Too many attempts");
        assertThat(SERVER.passwords().comparisons())
                .as("a closed address costs no comparison")
                .isEqualTo(before);
        assertThat(new Visitor("127.0.0.21").signIn(ada.email(), ada.password()).statusCode())
                .as("another browser there")
                .isEqualTo(422);
        assertThat(guesser.signIn(ada.email(), ada.password(), "X-Forwarded-For", "203.0.113.9")
                        .statusCode())
                .as("from behind the proxy that the operator guide asks for, the address is the client's own")
                .isEqualTo(303);
        assertThat(new Visitor("127.0.0.22").signIn(ada.email(), ada.password()).statusCode())
                .as("from elsewhere the account is open")
                .isEqualTo(303);
        SERVER.clock().ahead(FailedSignIns.WINDOW.plusSeconds(1), () -> {
            try {
                assertThat(new Visitor("127.0.0.21")
                                .signIn(ada.email(), ada.password())
                                .statusCode())
                        .as("after a while")
                        .isEqualTo(303);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void a_success_does_not_open_the_address_again() throws Exception {
        Visitor guesser = new Visitor("127.0.0.23");
        for (int i = 1; i < FailedSignIns.PER_ADDRESS; i++)
            guesser.signIn("somebody" + i + "@ruff.example", "spring 2026 !");
        assertThat(guesser.signIn(ada.email(), ada.password()).statusCode())
                .as("one below the limit")
                .isEqualTo(303);
        guesser.signIn("last@ruff.example", "spring 2026 !");
        assertThat(new Visitor("127.0.0.23").signIn(ada.email(), ada.password()).statusCode())
                .as("the guesser's own account pays for nothing")
                .isEqualTo(422);
    }

    @Test
    void an_address_that_the_guesser_makes_up_counts_for_nothing() throws Exception {
        Visitor guesser = new Visitor("127.0.0.24");
        for (int i = 0; i < FailedSignIns.PER_ADDRESS; i++)
            guesser.signIn(
                    "anybody" + i + "@ruff.example",
                    "spring 2026 !",
                    "X-Forwarded-For",
                    "198.51.100." + i + ", 203.0.113.44");
        assertThat(guesser.signIn(ada.email(), ada.password(), "X-Forwarded-For", "192.0.2.1, 203.0.113.44")
                        .statusCode())
                .as("a proxy that adds the address it sees to what was sent")
                .isEqualTo(422);
    }

    /** A browser at an address of its own. */
    private static final class Visitor {
        private final HttpClient client;
        private final String csrf;

        Visitor(String address) throws IOException, InterruptedException {
            client = HttpClient.newBuilder()
                    .localAddress(InetAddress.getByName(address))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .cookieHandler(new CookieManager())
                    .build();
            HttpRequest form = HttpRequest.newBuilder(signIn()).GET().build();
            csrf = Jsoup.parse(client.send(form, BodyHandlers.ofString()).body())
                    .select("input[name=_csrf]")
                    .attr("value");
        }

        HttpResponse<String> signIn(String email, String password, String... headers)
                throws IOException, InterruptedException {
            String form = "_csrf=" + encoded(csrf) + "&email=" + encoded(email) + "&password=" + encoded(password);
            HttpRequest.Builder request = HttpRequest.newBuilder(signIn())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form));
            for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
            return client.send(request.build(), BodyHandlers.ofString());
        }

        private static URI signIn() {
            return URI.create("http://127.0.0.1:" + SERVER.address().getPort() + "/sign-in");
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
