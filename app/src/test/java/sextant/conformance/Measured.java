package sextant.conformance;

import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import sextant.people.Role;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An organization in which objectives are made over the API, each whole but for what a test takes away. */
final class Measured {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();

    final TestOrganization organization = SERVER.organization("Turnstone");
    final TestPerson ada = SERVER.person(organization, "Ada Alt", Role.values());
    final Http page = SERVER.http(ada);
    final Http api = SERVER.api(ada.token());
    private final TestPerson bea = SERVER.person(organization, "Bea Bach", Role.values());
    private final Http beas = SERVER.api(bea.token());
    final LocalDate today = SERVER.clock()
            .instant()
            .atZone(java.time.ZoneId.of("Europe/Berlin"))
            .toLocalDate();

    /** The path of a KPI, measured yesterday with this value unless that is empty. */
    String kpi(String unitOfMeasure, String value) {
        String kpi = made(api.json("POST", "/api/v1/kpis", """
                {"name":"Days","unit":"%s","valueKind":"duration","unitOfMeasure":"%s","direction":"decrease",
                 "collectedEvery":"month","graceDays":5}""".formatted(organization.root(), unitOfMeasure)));
        if (!value.isEmpty())
            made(api.json(
                    "POST",
                    kpi + "/measurements/one",
                    "{\"at\":\"" + today.minusDays(1) + "\",\"value\":" + value + "}"));
        return kpi;
    }

    String target(String kpi, LocalDate starts) {
        return """
                {"kpi":"%s","kind":"reach","baselineValue":10,"baselineDate":"%s","targetValue":5,"due":"%s",
                 "atRisk":1,"offTrack":2}""".formatted(id(kpi), starts, today.plusDays(300));
    }

    /** A draft; more fields come after those that every objective has. */
    String draft(String fields) {
        return made(api.json("POST", "/api/v1/objectives", """
                {"title":"Whole","purpose":"p","rationale":"r","unit":"%s","achievable":"a","evaluationMethod":"e",%s}""".formatted(organization.root(), fields)));
    }

    String whole(String targets, LocalDate starts) {
        return draft("\"owner\":\"%s\",\"starts\":\"%s\",\"ends\":\"%s\",%s"
                .formatted(ada.id(), starts, today.plusDays(300), targets));
    }

    /** Approved, planned, with a target and a value of this month. */
    String complete() {
        LocalDate starts = today.minusDays(20);
        String objective = whole("\"targets\":[" + target(kpi("days", "9"), starts) + "]", starts);
        plan(objective, action(ada.id().toString(), today.plusDays(100).toString(), "open"));
        return approved(objective);
    }

    String proposed(String objective) {
        made(api.json("POST", objective + "/proposal", ""));
        return objective;
    }

    String approved(String objective) {
        proposed(objective);
        String content = JSON.readTree(beas.get(objective + "/proposal").body())
                .at("/content")
                .asString();
        made(beas.json(
                "POST",
                objective + "/approvals",
                "{\"decision\":\"approved\",\"comment\":\"c\",\"content\":\"" + content + "\"}"));
        return objective;
    }

    /** An action; nobody and no date when they are empty. */
    static String action(String responsible, String due, String state) {
        return "{\"title\":\"Patch\",\"responsible\":\"%s\",\"due\":\"%s\",\"state\":\"%s\"}"
                .formatted(responsible, due, state);
    }

    String plan(String objective, String... actions) {
        String path = "/api/v1/plans/" + id(objective);
        made(api.json(
                "PUT",
                path,
                "{\"actions\":[" + String.join(",", actions) + "]}",
                "If-Match",
                api.get(path).header("ETag")));
        return objective;
    }

    /** The id of somebody who may be named, and then leaves. */
    String whoLeaves(java.util.function.Consumer<String> named) {
        TestPerson carl = SERVER.person(organization, "Carl Cohn", Role.OBJECTIVE_OWNER);
        named.accept(carl.id().toString());
        String path = "/api/v1/persons/" + carl.id();
        made(api.json(
                "PUT",
                path,
                """
                {"name":"Carl Cohn","email":"%s","kind":"employee","language":"en","timeZone":"UTC","active":false,
                 "grants":[]}""".formatted(carl.email()),
                "If-Match",
                api.get(path).header("ETag")));
        return carl.id().toString();
    }

    Http.Answer accept(String objective, String letter) {
        return api.json(
                "POST",
                "/api/v1/conformance/" + id(objective) + "/" + letter + "/acceptances",
                "{\"reason\":\"we know\",\"until\":\"" + today.plusDays(30) + "\"}");
    }

    Map<String, JsonNode> letters(String objective) {
        return JSON.readTree(api.get("/api/v1/conformance/" + id(objective)).body())
                .at("/letters")
                .valueStream()
                .collect(Collectors.toMap(one -> one.at("/requirement").asString(), one -> one));
    }

    static String id(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static String made(Http.Answer answer) {
        if (answer.status() >= 300) throw new IllegalStateException("not taken: " + answer);
        return answer.header("Location");
    }
}
