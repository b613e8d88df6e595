package sextant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.Test;
import sextant.people.Role;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;

/**
 * Two people have the same form open, and the other one saves first: the second is told what was changed meanwhile, finds
 * everything they typed, and can save it over that.
 */
class OvertakenFormsTest {
    private static final TestServer SERVER = TestServer.running();

    /** What a form carries besides what is typed into it. */
    private static final List<String> CARRIED = List.of("_csrf", "version", "number", "revision");

    private final TestOrganization organization = SERVER.organization("Turtle Dove");
    private final TestPerson ada = SERVER.person(organization, "Ada Alt", Role.values());
    private final TestPerson bea = SERVER.person(organization, "Bea Bach", Role.values());
    private final Http adas = SERVER.http(ada);
    private final Http beas = SERVER.http(bea);
    private final LocalDate today = LocalDate.ofInstant(SERVER.clock().instant(), ZoneOffset.UTC);

    @Test
    void of_a_unit() {
        overtaken(
                unit("Works"),
                Map.of("name", "Factory"),
                Map.of("name", "Plant", "kind", "level", "reason", "as it is called"),
                "Works",
                "Factory");
    }

    @Test
    void of_a_person() {
        String path = "/people/persons/"
                + SERVER.person(organization, "Carl Cohn", Role.EMPLOYEE).id();
        String unit = unit("Office").replaceFirst(".*/", "");
        overtaken(
                path,
                Map.of("kind", "contractor"),
                typed(
                        "name", "Carla Cohn",
                        "email", "carla@turtle.example",
                        "language", "de",
                        "grants[1].role", "auditor",
                        "grants[1].unit", unit,
                        "reason", "married"),
                "Employee",
                "Contractor");
    }

    @Test
    void of_a_team() {
        overtaken(
                team("Night shift"),
                Map.of("purpose", "Watches"),
                Map.of("name", "Late shift", "purpose", "Closes", "reason", "new hours"),
                "Guards",
                "Watches");
    }

    @Test
    void of_a_kpi() {
        overtaken(
                kpi("Days"),
                Map.of("source", "Ticket system"),
                typed(
                        "name", "Hours",
                        "informationNeed", "Are we fast?",
                        "formula", "closed − found",
                        "graceDays", "7",
                        "measuredBy", ada.id().toString(),
                        "nextReview", today.plusDays(9).toString(),
                        "reason", "finer"),
                "Ticket system");
    }

    @Test
    void of_an_objective_with_its_targets_and_milestones() {
        String kpi = id(kpi("Open findings"));
        overtaken(
                objective(kpi) + "/edit",
                Map.of("title", "Fewer findings", "targets[0].targetValue", "4"),
                typed(
                        "title", "No findings",
                        "purpose", "Sleep better",
                        "rationale", "Asked for by the board",
                        "criteria", "the officer's judgement",
                        "evaluationMethod", "a review",
                        "targets[0].targetValue", "2.5",
                        "targets[0].milestones[0].value", "7.25",
                        "targets[0].milestones[1].date", today.plusDays(60).toString(),
                        "targets[0].milestones[1].value", "6",
                        "targets[1].kpi", kpi,
                        "targets[1].kind", "within",
                        "targets[1].low", "1",
                        "targets[1].high", "3",
                        "targets[1].due", today.plusDays(200).toString(),
                        "reason", "stricter"),
                "Findings",
                "Fewer findings",
                "5",
                "4");
    }

    @Test
    void of_a_plan() {
        String objective = objective(id(kpi("Late patches")));
        made(adas.post(objective + "/plan", "version", "0", "actions[0].title", "Scan", "actions[0].state", "open"));
        overtaken(
                objective + "/plan",
                Map.of("actions[0].state", "done"),
                typed(
                        "actions[0].title", "Scan every night",
                        "actions[0].due", today.plusDays(3).toString(),
                        "actions[1].title", "Patch",
                        "actions[1].responsible", ada.id().toString(),
                        "actions[1].due", today.plusDays(5).toString(),
                        "actions[1].state", "open",
                        "reason", "more to do"),
                "Done");
    }

    /** @param told what the answer says of the other's change */
    private void overtaken(String path, Map<String, String> others, Map<String, String> own, String... told) {
        Map<String, List<String>> opened = fields(page(adas.get(path)), path);
        Map<String, List<String>> first = fields(page(beas.get(path)), path);
        others.forEach((name, value) -> first.put(name, List.of(value)));
        made(send(beas, path, first));

        own.forEach((name, value) -> opened.put(name, List.of(value)));
        Http.Answer refused = send(adas, path, opened);
        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
        Document answer = page(refused);
        Element errors = answer.selectFirst(".errors");
        assertThat(errors).isNotNull();
        assertThat(errors.text()).contains(bea.name()).contains(told);
        Map<String, List<String>> kept = fields(answer, path);
        assertThat(typed(kept)).isEqualTo(typed(opened));

        made(send(adas, path, kept));
        Map<String, List<String>> saved = fields(page(adas.get(path)), path);
        own.forEach((name, value) -> {
            if (!name.equals("reason")) assertThat(anyRow(saved, name)).as(name).contains(value);
        });
    }

    /** The values of the field in whichever row: rows may be put in order when they are saved. */
    private static List<String> anyRow(Map<String, List<String>> fields, String name) {
        return fields.entrySet().stream()
                .filter(field -> withoutRow(field.getKey()).equals(withoutRow(name)))
                .flatMap(field -> field.getValue().stream())
                .toList();
    }

    private static String withoutRow(String name) {
        return name.replaceAll("\\[\\d+]", "[]");
    }

    private static Document page(Http.Answer answer) {
        return Jsoup.parse(answer.body());
    }

    /** What a browser would send of the form, in its order; rows that a script would add are not there yet. */
    private static Map<String, List<String>> fields(Document page, String path) {
        FormElement form = (FormElement) page.selectFirst("form.form[action=" + path + "]");
        assertThat(form).as("the form of " + path + " in " + page).isNotNull();
        form.select("template").remove();
        Map<String, List<String>> fields = new LinkedHashMap<>();
        form.formData().stream()
                .filter(field -> !field.key().matches(".*[#~].*"))
                .forEach(field -> fields.computeIfAbsent(field.key(), none -> new ArrayList<>())
                        .add(field.value()));
        return fields;
    }

    private static Map<String, List<String>> typed(Map<String, List<String>> fields) {
        Map<String, List<String>> typed = new LinkedHashMap<>(fields);
        CARRIED.forEach(typed::remove);
        typed.values().removeIf(values -> values.equals(List.of("")));
        return typed;
    }

    private static Map<String, String> typed(String... namesAndValues) {
        Map<String, String> typed = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) typed.put(namesAndValues[i], namesAndValues[i + 1]);
        return typed;
    }

    private static Http.Answer send(Http browser, String path, Map<String, List<String>> fields) {
        List<String> sent = new ArrayList<>();
        fields.forEach((name, values) -> {
            if (!name.equals("_csrf"))
                values.forEach(value -> {
                    sent.add(name);
                    sent.add(value);
                });
        });
        return browser.post(path, sent.toArray(new String[0]));
    }

    private String unit(String name) {
        made(adas.post(
                "/people/units/new",
                "name",
                name,
                "kind",
                "function",
                "relevant",
                "true",
                "parent",
                organization.root().toString()));
        return linked(name);
    }

    private String team(String name) {
        made(adas.post(
                "/people/teams/new",
                "name",
                name,
                "purpose",
                "Guards",
                "members",
                ada.id().toString(),
                "members",
                bea.id().toString()));
        return linked(name);
    }

    private String linked(String text) {
        Element link = page(adas.get("/people")).select("a").stream()
                .filter(one -> one.text().equals(text))
                .findFirst()
                .orElseThrow();
        return link.attr("href");
    }

    private String kpi(String name) {
        return made(adas.post(
                        "/kpis/new",
                        "reference",
                        "K-" + name.length(),
                        "name",
                        name,
                        "unit",
                        organization.root().toString(),
                        "valueKind",
                        "number",
                        "unitOfMeasure",
                        "days",
                        "direction",
                        "decrease",
                        "collectedEvery",
                        "month",
                        "graceDays",
                        "5",
                        "receivedBy",
                        bea.id().toString()))
                + "/edit";
    }

    private String objective(String kpi) {
        return made(adas.post(
                "/objectives/new",
                "reference",
                "O-1",
                "title",
                "Findings",
                "purpose",
                "p",
                "unit",
                organization.root().toString(),
                "owner",
                ada.id().toString(),
                "starts",
                today.toString(),
                "ends",
                today.plusDays(300).toString(),
                "targets[0].kpi",
                kpi,
                "targets[0].kind",
                "reach",
                "targets[0].baselineValue",
                "9",
                "targets[0].targetValue",
                "5",
                "targets[0].due",
                today.plusDays(200).toString(),
                "targets[0].milestones[0].date",
                today.plusDays(100).toString(),
                "targets[0].milestones[0].value",
                "8"));
    }

    private static String id(String edit) {
        return edit.replaceFirst("/kpis/", "").replaceFirst("/edit", "");
    }

    /** The path that a form leads to once it was taken. */
    private static String made(Http.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(303);
        return answer.header("Location").replaceFirst("https?://[^/]+", "").replaceFirst("\\?.*", "");
    }
}
