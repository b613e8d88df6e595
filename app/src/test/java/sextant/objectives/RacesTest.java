package sextant.objectives;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sextant.people.Role;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two requests on two connections, both stopped at the objective's row by a third connection that holds it, and let go
 * together: whoever comes second decides on what the first one left.
 */
class RacesTest {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TestOrganization organization = SERVER.organization("Redshank");
    private final Http writer = SERVER.api(organization.administrator().token());
    private final Http top = SERVER.api(
            SERVER.person(organization, "Bernd Berg", Role.TOP_MANAGEMENT).token());
    private final Http otherTop = SERVER.api(
            SERVER.person(organization, "Carla Conti", Role.TOP_MANAGEMENT).token());

    @Test
    void an_edit_and_an_approval_at_once_never_approve_what_was_not_seen() {
        String objective = proposed();
        String etag = writer.get(objective).header("ETag");
        String seen = seen(objective);
        List<Http.Answer> answers = together(
                objective,
                () -> writer.json("PUT", objective, content("Changed meanwhile"), "If-Match", etag),
                () -> top.json("POST", objective + "/approvals", decision(seen)));
        boolean edited = answers.getFirst().status() == 200;
        boolean approved = answers.getLast().status() == 201;
        var now = JSON.readTree(writer.get(objective).body());
        if (approved) {
            assertThat(now.at("/shown/stage").asString()).isEqualTo("approved");
            assertThat(now.at("/shown/title").asString()).isEqualTo("As seen");
        } else {
            assertThat(edited).isTrue();
            assertThat(answers.getLast().status()).as(answers.toString()).isEqualTo(409);
            assertThat(now.at("/latest/stage").asString()).isEqualTo("draft");
        }
        assertThat(edited || approved).isTrue();
    }

    @Test
    void objectives_and_kpis_that_are_begun_at_once_get_numbers_of_their_own() {
        String kpi = """
                {"name":"Days","unit":"%s","valueKind":"number","unitOfMeasure":"d","direction":"decrease",
                 "collectedEvery":"month"}
                """.formatted(organization.root());
        String template = "{\"unit\":\"" + organization.root() + "\"}";
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            List<CompletableFuture<Http.Answer>> asked = new java.util.ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String key = "begun-" + i;
                Http api = SERVER.api(organization.administrator().token());
                asked.add(CompletableFuture.supplyAsync(
                        () -> api.json("POST", "/api/v1/objectives", content("Begun")), threads));
                asked.add(CompletableFuture.supplyAsync(() -> api.json("POST", "/api/v1/kpis", kpi), threads));
                asked.add(CompletableFuture.supplyAsync(
                        () -> api.json(
                                "POST",
                                "/api/v1/objective-templates/patching/objectives",
                                template,
                                "Idempotency-Key",
                                key),
                        threads));
            }
            assertThat(asked.stream().map(CompletableFuture::join).toList())
                    .allSatisfy(answer ->
                            assertThat(answer.status()).as(answer.toString()).isEqualTo(201));
        }
    }

    @Test
    void of_two_edits_at_once_one_is_written_and_the_other_told() {
        String objective = created();
        String etag = writer.get(objective).header("ETag");
        List<Http.Answer> answers = together(
                objective,
                () -> writer.json("PUT", objective, content("One"), "If-Match", etag),
                () -> writer.json("PUT", objective, content("Other"), "If-Match", etag));
        assertThat(answers).extracting(Http.Answer::status).containsExactlyInAnyOrder(200, 412);
        String written = answers.getFirst().status() == 200 ? "One" : "Other";
        assertThat(JSON.readTree(writer.get(objective).body())
                        .at("/latest/title")
                        .asString())
                .isEqualTo(written);
    }

    @Test
    void of_two_approvals_at_once_one_decides() {
        String objective = proposed();
        String seen = seen(objective);
        List<Http.Answer> answers = together(
                objective,
                () -> top.json("POST", objective + "/approvals", decision(seen)),
                () -> otherTop.json("POST", objective + "/approvals", decision(seen)));
        assertThat(answers).extracting(Http.Answer::status).containsExactlyInAnyOrder(201, 409);
        assertThat(JSON.readTree(writer.get(objective + "/approvals").body())).hasSize(1);
    }

    @Test
    void the_same_key_sent_twice_at_once_makes_one_thing() {
        String objective = proposed();
        String seen = seen(objective);
        Supplier<Http.Answer> approval =
                () -> top.json("POST", objective + "/approvals", decision(seen), "Idempotency-Key", "same");
        List<Http.Answer> answers = together(objective, approval, approval);
        assertThat(answers).extracting(Http.Answer::status).containsExactly(201, 201);
        assertThat(answers.getFirst().body()).isEqualTo(answers.getLast().body());
        assertThat(JSON.readTree(writer.get(objective + "/approvals").body())).hasSize(1);
    }

    /** Sends both while a third connection holds the row, and waits until the database says that both wait. */
    private List<Http.Answer> together(String objective, Supplier<Http.Answer> one, Supplier<Http.Answer> other) {
        String id = objective.substring(objective.lastIndexOf('/') + 1);
        try (ExecutorService both = Executors.newFixedThreadPool(2);
                Connection holder = SERVER.owner()) {
            holder.setAutoCommit(false);
            try (var statement = holder.createStatement()) {
                statement.execute("set local row_security = off");
                statement.execute("select set_config('sextant.organization', '" + organization.id() + "', true)");
                try (ResultSet held =
                        statement.executeQuery("select 1 from objective where id = '" + id + "' for update")) {
                    assertThat(held.next()).as("the row is held").isTrue();
                }
            }
            List<CompletableFuture<Http.Answer>> sent = Stream.of(one, other)
                    .map(request -> CompletableFuture.supplyAsync(request, both))
                    .toList();
            untilBothWait();
            holder.rollback();
            return sent.stream().map(CompletableFuture::join).toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void untilBothWait() throws SQLException {
        try (Connection watcher = SERVER.owner();
                var statement = watcher.createStatement()) {
            for (long until = System.nanoTime() + 10_000_000_000L; System.nanoTime() < until; Thread.onSpinWait())
                try (ResultSet waiting = statement.executeQuery(
                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock'")) {
                    waiting.next();
                    if (waiting.getInt(1) > 1) return;
                }
        }
        throw new AssertionError("not both came to the row");
    }

    private String proposed() {
        String objective = created();
        assertThat(writer.json("POST", objective + "/proposal", "").status()).isEqualTo(200);
        return objective;
    }

    private String seen(String objective) {
        return JSON.readTree(top.get(objective + "/proposal").body())
                .at("/content")
                .asString();
    }

    private String created() {
        Http.Answer made = writer.json("POST", "/api/v1/objectives", content("As seen"));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.header("Location");
    }

    private String content(String title) {
        return """
                {"title":"%s","purpose":"p","rationale":"r","unit":"%s","owner":"%s","starts":"2026-01-01",
                 "ends":"2099-12-31","notMeasurable":"n","criteria":"c","achievable":"a"}
                """.formatted(
                        title, organization.root(), organization.administrator().id());
    }

    private static String decision(String content) {
        return "{\"decision\":\"approved\",\"comment\":\"c\",\"content\":\"" + content + "\"}";
    }
}
