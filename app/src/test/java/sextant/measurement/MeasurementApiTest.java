package sextant.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MeasurementApiTest {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TestOrganization organization = SERVER.organization("Gannet");
    private final Http api = SERVER.api(organization.administrator().token());
    private final String kpi = defineKpi();

    @Test
    void a_value_is_recorded_once_and_corrected_with_a_reason() {
        String value = "{\"at\":\"2025-03-31\",\"value\":0.30,\"note\":\"by hand\"}";
        Http.Answer first = api.json("POST", kpi + "/measurements/one", value);
        assertThat(first.status()).as(first.toString()).isEqualTo(201);
        assertThat(api.json("POST", kpi + "/measurements/one", value).status()).isEqualTo(200);
        String other = value.replace("0.30", "0.35");
        Http.Answer refused = api.json("POST", kpi + "/measurements/one", other);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("0.3");
        assertThat(api.json("POST", kpi + "/corrections", other).status()).isEqualTo(422);
        String withReason = other.replace("}", ",\"reason\":\"one case was missing\"}");
        assertThat(api.json("POST", kpi + "/corrections", withReason).status()).isEqualTo(201);
        JsonNode rows = JSON.readTree(api.get(kpi + "/measurements").body());
        assertThat(rows).hasSize(2);
        assertThat(rows.at("/0/correction").asInt()).isEqualTo(1);
        assertThat(rows.at("/0/value").decimalValue()).isEqualByComparingTo("0.35");
        assertThat(rows.at("/0/reason").asString()).isEqualTo("one case was missing");
    }

    @Test
    void ndjson_takes_the_good_rows_and_says_what_is_wrong_with_the_others() {
        String rows = """
                {"at":"2025-01-31","value":"0.1"}
                {"at":"2025-02-28","value":"NaN"}
                {"at":"2999-01-01","value":"0.2"}
                {"at":"2025-01-31","value":"0.9"}
                not json
                {"at":"2025-03-31","value":0.2}
                """;
        JsonNode answer = JSON.readTree(many("application/x-ndjson", rows, "").body());
        assertThat(answer.at("/added").asInt()).isEqualTo(2);
        assertThat(answer.at("/badRows").asInt()).isEqualTo(4);
        assertThat(answer.at("/bad/0/line").asInt()).isEqualTo(2);
        assertThat(answer.at("/bad/0/problems/0").asString()).isNotEmpty();
        JsonNode again = JSON.readTree(many("application/x-ndjson", rows, "").body());
        assertThat(again.at("/alreadyRecorded").asBoolean()).isTrue();
        assertThat(again.at("/added").asInt()).isZero();
    }

    @Test
    void none_is_taken_when_all_were_asked_for_and_one_is_bad() {
        String rows = "[{\"at\":\"2025-01-31\",\"value\":1},{\"at\":\"yesterday\",\"value\":2}]";
        Http.Answer refused = many("application/json", rows, "?mode=all");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(JSON.readTree(refused.body()).at("/rows/0/line").asInt()).isEqualTo(2);
        assertThat(JSON.readTree(api.get(kpi + "/measurements").body())).isEmpty();
    }

    @Test
    void a_dry_run_keeps_nothing() {
        Http.Answer dry = many("text/csv", "date;value\n2025-01-31;0,5\n2025-02-28;0,4\n", "?dryRun=true");
        assertThat(dry.status()).as(dry.toString()).isEqualTo(200);
        assertThat(JSON.readTree(dry.body()).at("/added").asInt()).isEqualTo(2);
        assertThat(JSON.readTree(api.get(kpi + "/measurements").body())).isEmpty();
    }

    @Test
    void what_cannot_be_read_gets_a_clear_answer() {
        assertThat(many("application/xml", "<a/>", "").status()).isEqualTo(415);
        assertThat(many("application/json", "[{\"at\":", "").status()).isEqualTo(400);
        assertThat(many("text/csv", "a,b\nc,d\n", "").status()).isEqualTo(422);
        assertThat(many("application/json", "[]", "").status()).isEqualTo(422);
        Http.Answer infinite = api.json("POST", kpi + "/measurements/one", "{\"at\":\"2025-03-31\",\"value\":1e999}");
        assertThat(infinite.status()).isBetween(400, 422);
    }

    @Test
    void a_file_is_kept_and_named_as_evidence() {
        Http.Answer kept = api.send(
                "POST",
                "/api/v1/files?name=report.pdf",
                "application/octet-stream",
                BodyPublishers.ofByteArray(new byte[] {1, 2, 3}));
        String digest = JSON.readTree(kept.body()).at("/digest").asString();
        String value = "{\"at\":\"2025-05-31\",\"value\":0.2,\"evidence\":\"" + digest + "\"}";
        assertThat(api.json("POST", kpi + "/measurements/one", value).status()).isEqualTo(201);
        assertThat(api.get("/api/v1/files/" + digest).bytes()).containsExactly(1, 2, 3);
        Http stranger = SERVER.api(SERVER.organization("Heron").administrator().token());
        assertThat(stranger.get("/api/v1/files/" + digest).status()).isEqualTo(404);
        assertThat(stranger.get(kpi + "/measurements").status()).isEqualTo(404);
    }

    @Test
    void rows_come_page_by_page_with_both_sides_of_a_correction() {
        for (int day = 10; day < 15; day++)
            api.json("POST", kpi + "/measurements/one", "{\"at\":\"2025-01-" + day + "\",\"value\":0." + day + "}");
        for (int day = 10; day < 15; day++)
            api.json(
                    "POST",
                    kpi + "/corrections",
                    "{\"at\":\"2025-01-" + day + "\",\"value\":0.9,\"reason\":\"recount\"}");
        int seen = 0;
        String path = kpi + "/measurements?limit=3";
        while (!path.isEmpty()) {
            Http.Answer page = api.get(path);
            seen += JSON.readTree(page.body()).size();
            String link = page.header("Link");
            path = link.isEmpty() ? "" : link.substring(link.indexOf("/api/"), link.indexOf('>'));
        }
        assertThat(seen).isEqualTo(10);
    }

    @Test
    void of_several_who_record_one_time_at_once_one_is_recorded_and_the_others_are_told() {
        int recorded = 0;
        for (int round = 1; round <= 5; round++) {
            String at = "2025-02-0" + round;
            List<Integer> first = atOnce(
                    n -> api.json("POST", kpi + "/measurements/one", "{\"at\":\"%s\",\"value\":%d}".formatted(at, n)));
            assertThat(first).containsOnlyOnce(201).containsOnly(201, 409);
            List<Integer> corrections = atOnce(n -> api.json(
                    "POST",
                    kpi + "/corrections",
                    "{\"at\":\"%s\",\"value\":%d,\"reason\":\"recount\"}".formatted(at, 100 + n)));
            assertThat(corrections).contains(201).containsOnly(201, 412);
            JsonNode rows =
                    JSON.readTree(api.get(kpi + "/measurements?limit=200").body());
            recorded += 1
                    + (int) corrections.stream().filter(status -> status == 201).count();
            assertThat(rows).hasSize(recorded);
        }
    }

    @Test
    void several_begin_a_month_that_nobody_has_measured_yet_at_once() {
        List<String> kpis = Stream.generate(this::defineKpi).limit(6).toList();
        for (int year = 1975; year < 1995; year++) {
            String value = "{\"at\":\"%d-06-15\",\"value\":1}".formatted(year);
            assertThat(atOnce(n -> api.json("POST", kpis.get(n) + "/measurements/one", value)))
                    .containsOnly(201);
        }
    }

    private static List<Integer> atOnce(IntFunction<Http.Answer> request) {
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<CompletableFuture<Integer>> all = IntStream.range(0, 6)
                    .mapToObj(n ->
                            CompletableFuture.supplyAsync(() -> request.apply(n).status(), threads))
                    .toList();
            return all.stream().map(CompletableFuture::join).toList();
        }
    }

    private Http.Answer many(String type, String body, String query) {
        return api.send("POST", kpi + "/measurements" + query, type, BodyPublishers.ofString(body));
    }

    private String defineKpi() {
        Http.Answer made = api.json("POST", "/api/v1/kpis", """
                {"name":"Share","unit":"%s","valueKind":"number","direction":"increase","collectedEvery":"month"}
                """.formatted(organization.root()));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.header("Location");
    }
}
