package sextant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sextant.people.Role;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Organizations live through random histories; after each step everything that the API shows is copied. Later, all of it is
 * asked for as of the moments of the copies, and has to be the same. {@code -Dsextant.histories=1000} takes as many.
 */
class AsOfTest {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int HISTORIES = Integer.getInteger("sextant.histories", 12);
    private static final int STEPS = 16;
    private static final List<String> LISTS = List.of(
            "/objectives?limit=200",
            "/objectives?limit=200&sort=status",
            "/conformance?limit=200",
            "/kpis?limit=200",
            "/units?limit=200",
            "/teams?limit=200",
            "/persons?limit=200",
            "/organization",
            "/cascade");

    /** Whether somebody had set a password is not on record, and neither is who wrote a draft before it was approved. */
    private static final List<String> NOT_ON_RECORD = List.of("invited", "hasPassword", "writers");

    @Test
    void everything_is_as_it_was_copied_at_the_time() {
        for (int seed = 1; seed <= HISTORIES; seed++) new History(seed).lived();
    }

    private static final class History {
        private final int seed;
        private final Random random;
        private final TestOrganization organization = SERVER.organization("Whimbrel");
        private final TestPerson ada = SERVER.person(organization, "Ada Alt", Role.values());
        private final TestPerson bea = SERVER.person(organization, "Bea Bach", Role.values());
        private final Http api = SERVER.api(ada.token());
        private final Http other = SERVER.api(bea.token());
        private final List<String> units = new ArrayList<>(List.of("/api/v1/units/" + organization.root()));
        private final List<String> persons = new ArrayList<>();
        private final List<String> teams = new ArrayList<>();
        private final List<String> kpis = new ArrayList<>();
        private final List<String> objectives = new ArrayList<>();
        private final List<String> asked = new ArrayList<>();
        private final Map<Instant, Map<String, JsonNode>> copies = new LinkedHashMap<>();
        private Duration ahead = Duration.ZERO;

        History(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        /** The clock never goes back while it lasts: each step is inside of the one before. */
        void lived() {
            step(0);
        }

        private void step(int number) {
            ahead = ahead.plusMinutes(1 + random.nextInt(60 * 24 * 9));
            SERVER.clock().ahead(ahead, () -> {
                switch (number) {
                    case 0 -> kpi();
                    case 1 -> objective();
                    default -> something();
                }
                copy();
                if (number < STEPS) step(number + 1);
                else SERVER.clock().ahead(ahead.plusDays(30), this::compare);
            });
        }

        private void compare() {
            copies.forEach((moment, copied) -> copied.forEach((path, body) -> assertThat(read(path, moment))
                    .as("seed %d: %s as of %s, after %s; %s", seed, path, moment, asked, copied)
                    .isEqualTo(body)));
        }

        private void copy() {
            Map<String, JsonNode> copied = new LinkedHashMap<>();
            List<String> paths = new ArrayList<>(LISTS);
            for (String one : objectives) {
                paths.add(path(one));
                paths.add(path(one) + "/status");
                paths.add(path(one) + "/versions");
                paths.add(path(one) + "/approvals");
                paths.add(path(one) + "/wordings");
                paths.add("/plans/" + id(one));
                paths.add("/conformance/" + id(one));
            }
            for (String one : teams) paths.add(path(one));
            for (String one : units) paths.add(path(one).replace("/units/", "/cascade/"));
            for (String one : kpis) {
                paths.add(path(one));
                paths.add(path(one) + "/measurements?limit=200");
            }
            // Everything that is copied here is recorded before this moment, and nothing is in the same millisecond.
            Instant moment = SERVER.clock().instant();
            for (String one : paths) copied.put(one, read(one, null));
            copies.put(moment, copied);
            ahead = ahead.plusSeconds(1);
        }

        private JsonNode read(String path, Instant moment) {
            String asOf = moment == null ? "" : (path.contains("?") ? "&" : "?") + "asOf=" + moment;
            Http.Answer answer = api.get("/api/v1" + path + asOf);
            assertThat(answer.status()).as(path + asOf + ": " + answer).isEqualTo(200);
            return recorded(JSON.readTree(answer.body()));
        }

        private static JsonNode recorded(JsonNode node) {
            if (node instanceof ObjectNode object) {
                object.remove(NOT_ON_RECORD);
                // When it was asked.
                object.remove("moment");
                // The clock jumps, so that the journal seems to lag behind: that is not on record either.
                if (object.path("requirement").asString("").equals("retained")) object.removeAll();
            }
            node.forEach(History::recorded);
            return node;
        }

        private void something() {
            switch (random.nextInt(19)) {
                case 0 -> kpi();
                case 1 -> objective();
                case 2 -> unit();
                case 3 ->
                    renamed(
                            units,
                            "{\"name\":\"Unit %d\",\"kind\":\"function\",\"relevant\":%s,\"parent\":\"%s\"}"
                                    .formatted(random.nextInt(100), random.nextBoolean(), organization.root()));
                case 4 -> person();
                case 5 -> renamed(persons, personOf(random.nextInt(100), random.nextBoolean()));
                case 6 -> renamed(kpis, kpiOf("Renamed " + random.nextInt(100)));
                case 7, 8, 9 -> measured();
                case 10 -> corrected();
                case 11 -> decided();
                case 12 -> planned();
                case 13 -> edited();
                case 14 -> accepted();
                case 15 -> team();
                case 16 -> renamed(teams, teamOf(random.nextInt(100)));
                case 17 -> settled();
                default -> worded();
            }
        }

        private void kpi() {
            made(kpis, send("POST", "/api/v1/kpis", kpiOf("KPI " + kpis.size())));
        }

        private String kpiOf(String name) {
            return """
                    {"name":"%s","unit":"%s","valueKind":"number","unitOfMeasure":"days","direction":"decrease",
                     "collectedEvery":"week","graceDays":%d}
                    """.formatted(name, organization.root(), random.nextInt(9));
        }

        private void objective() {
            made(objectives, send("POST", "/api/v1/objectives", content("Objective " + objectives.size(), "")));
        }

        private String content(String title, String serves) {
            LocalDate today = today();
            return """
                    {"title":"%s","purpose":"p","rationale":"r","unit":"%s",%s"owner":"%s","starts":"%s","ends":"%s",
                     "achievable":"a","evaluationMethod":"e","targets":[{"kpi":"%s","kind":"reach","baselineValue":90,
                     "baselineDate":"%s","targetValue":10,"due":"%s","atRisk":5,"offTrack":10}]}
                    """.formatted(
                            title,
                            id(any(units)),
                            serves,
                            ada.id(),
                            today.minusDays(3),
                            today.plusDays(40),
                            id(any(kpis)),
                            today.minusDays(3),
                            today.plusDays(40));
        }

        private void unit() {
            made(
                    units,
                    send(
                            "POST",
                            "/api/v1/units",
                            "{\"name\":\"Unit %d\",\"kind\":\"level\",\"parent\":\"%s\"}"
                                    .formatted(units.size(), organization.root())));
        }

        private void team() {
            made(teams, send("POST", "/api/v1/teams", teamOf(teams.size())));
        }

        private String teamOf(int number) {
            return "{\"name\":\"Team %d\",\"purpose\":\"p\",\"members\":[\"%s\"]}"
                    .formatted(number, random.nextBoolean() ? ada.id() : bea.id());
        }

        private void settled() {
            String path = "/api/v1/organization";
            api.json(
                    "PUT",
                    path,
                    "{\"name\":\"Whimbrel %d\",\"timeZone\":\"Europe/Berlin\",\"language\":\"en\",\"ownerApproval\":%s}"
                            .formatted(random.nextInt(100), random.nextBoolean()),
                    "If-Match",
                    api.get(path).header("ETag"));
        }

        private void person() {
            made(persons, send("POST", "/api/v1/persons", personOf(persons.size(), true)));
        }

        private String personOf(int number, boolean active) {
            return """
                    {"name":"Person %d","email":"p%d-%d@whimbrel.example","kind":"employee","language":"en",
                     "timeZone":"Europe/Berlin","active":%s,"grants":[{"role":"employee","unit":"%s"}]}
                    """.formatted(number, number, random.nextInt(1_000_000), active, organization.root());
        }

        private void measured() {
            send(
                    "POST",
                    any(kpis) + "/measurements/one",
                    "{\"at\":\"%s\",\"value\":%d}"
                            .formatted(today().minusDays(random.nextInt(9)), random.nextInt(120)));
        }

        private void corrected() {
            JsonNode rows = JSON.readTree(api.get(any(kpis) + "/measurements").body());
            if (!rows.isEmpty())
                send(
                        "POST",
                        kpis.getFirst() + "/corrections",
                        "{\"at\":\"%s\",\"value\":%d,\"reason\":\"recount\"}"
                                .formatted(rows.at("/0/at").asString(), random.nextInt(120)));
        }

        /** A proposal, the other's decision on it, or the end. */
        private void decided() {
            String objective = any(objectives);
            if (random.nextInt(6) == 0) {
                send("POST", objective + "/end", "{\"outcome\":\"withdrawn\",\"conclusion\":\"no longer needed\"}");
                return;
            }
            send("POST", objective + "/proposal", "");
            if (random.nextInt(4) == 0) return;
            String seen = JSON.readTree(other.get(objective + "/proposal").body())
                    .at("/content")
                    .asString();
            other.json(
                    "POST",
                    objective + "/approvals",
                    "{\"decision\":\"%s\",\"comment\":\"c\",\"content\":\"%s\"}"
                            .formatted(random.nextInt(4) == 0 ? "returned" : "approved", seen));
        }

        private void planned() {
            String path = "/api/v1/plans/" + id(any(objectives));
            api.json(
                    "PUT",
                    path,
                    """
                    {"actions":[{"title":"Act %d","responsible":"%s","due":"%s","state":"%s"}]}
                    """.formatted(
                                    random.nextInt(100),
                                    ada.id(),
                                    today().plusDays(random.nextInt(30)),
                                    random.nextBoolean() ? "open" : "done"),
                    "If-Match",
                    api.get(path).header("ETag"));
        }

        private void edited() {
            String objective = any(objectives);
            api.json(
                    "PUT",
                    objective,
                    content(
                            "Edited " + random.nextInt(100),
                            // Refused where its unit is not above.
                            random.nextBoolean() ? "" : "\"serves\":\"" + id(any(objectives)) + "\","),
                    "If-Match",
                    api.get(objective).header("ETag"));
        }

        private void accepted() {
            send(
                    "POST",
                    "/api/v1/conformance/" + id(any(objectives)) + "/a/acceptances",
                    "{\"reason\":\"we know\",\"until\":\"%s\"}".formatted(today().plusDays(1 + random.nextInt(20))));
        }

        private void worded() {
            send(
                    "POST",
                    any(objectives) + "/wordings",
                    "{\"field\":\"title\",\"text\":\"Words %d\",\"reason\":\"clearer\"}"
                            .formatted(random.nextInt(100)));
        }

        private void renamed(List<String> records, String body) {
            if (records.isEmpty()) return;
            String path = any(records);
            asked.add("PUT " + path);
            api.json("PUT", path, body, "If-Match", api.get(path).header("ETag"));
        }

        private Http.Answer send(String method, String path, String body) {
            Http.Answer answer = api.json(method, path, body);
            asked.add(answer.status() + " " + path);
            assertThat(answer.status()).as(answer.toString()).isLessThan(500);
            return answer;
        }

        private void made(List<String> records, Http.Answer answer) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
            records.add(answer.header("Location"));
        }

        private String any(List<String> records) {
            return records.get(random.nextInt(records.size()));
        }

        private static LocalDate today() {
            return SERVER.clock().instant().atZone(ZoneId.of("Europe/Berlin")).toLocalDate();
        }

        private static String path(String location) {
            return location.replace("/api/v1", "");
        }

        private static String id(String location) {
            return location.substring(location.lastIndexOf('/') + 1);
        }
    }
}
