package sextant.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import sextant.objectives.ConformanceCheck;
import sextant.testing.Http;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** Each check that has data, where it conforms, where there is a gap, and where somebody accepted it. */
class EachCheckTest {
    private static final TestServer SERVER = TestServer.running();
    private static final Measured IN = new Measured();

    /**
     * An objective with one gap.
     *
     * @param field what the remedy must lead to; empty for a page on which something is to be done, not typed
     */
    private record Gap(String letter, String code, String field, Function<Measured, String> objective) {
        @Override
        public String toString() {
            return letter + " " + code;
        }
    }

    /** The letters that have a check. */
    private static final Set<String> CHECKED = Set.of("6.2", "b", "d", "g", "retained", "h", "j", "k");

    static Stream<Gap> gaps() {
        return Stream.of(
                new Gap("b", "no-target", "targets", in -> in.draft("\"targets\":[]")),
                new Gap(
                        "b",
                        "no-unit-of-measure",
                        "unitOfMeasure",
                        in -> in.draft("\"targets\":[" + in.target(in.kpi("", "9"), in.today) + "]")),
                new Gap(
                        "b",
                        "target-incomplete",
                        "targets[0].baselineValue",
                        in -> in.draft("\"targets\":["
                                + in.target(in.kpi("days", "9"), in.today).replace("\"baselineValue\":10,", "") + "]")),
                new Gap(
                        "b",
                        "target-incomplete",
                        "targets[0].targetValue",
                        in -> in.draft("\"targets\":["
                                + in.target(in.kpi("days", "9"), in.today).replace("\"targetValue\":5,", "") + "]")),
                new Gap("d", "nothing-monitored", "targets", in -> in.draft("\"targets\":[]")),
                new Gap("d", "no-evaluation", "targets", in -> in.draft("\"notMeasurable\":\"n\",\"criteria\":\"c\"")),
                new Gap(
                        "d",
                        "not-in-force",
                        "",
                        in -> in.draft("\"targets\":[" + in.target(in.kpi("days", "9"), in.today) + "]")),
                new Gap(
                        "d",
                        "never-measured",
                        "value",
                        in -> in.approved(in.whole(
                                "\"targets\":[" + in.target(in.kpi("days", ""), in.today.minusDays(90)) + "]",
                                in.today.minusDays(90)))),
                new Gap("g", "not-proposed", "", in -> in.draft("\"targets\":[]")),
                new Gap(
                        "g",
                        "not-approved",
                        "",
                        in -> in.proposed(in.whole("\"notMeasurable\":\"n\",\"criteria\":\"c\"", in.today))),
                new Gap("retained", "not-proposed", "", in -> in.draft("\"targets\":[]")),
                new Gap(
                        "retained",
                        "not-approved",
                        "",
                        in -> in.proposed(in.whole("\"notMeasurable\":\"n\",\"criteria\":\"c\"", in.today))),
                new Gap("h", "no-action", "actions[0].title", in -> in.draft("\"targets\":[]")),
                new Gap(
                        "h",
                        "no-action",
                        "actions[0].state",
                        in -> in.plan(in.complete(), Measured.action(in.ada.id().toString(), "", "cancelled"))),
                new Gap("j", "no-owner", "owner", in -> in.draft("\"targets\":[]")),
                new Gap("j", "owner-left", "owner", in -> {
                    String[] objective = new String[1];
                    in.whoLeaves(carl -> objective[0] = in.draft("\"owner\":\"" + carl + "\""));
                    return objective[0];
                }),
                new Gap(
                        "j",
                        "action-nobody",
                        "actions[0].responsible",
                        in -> in.plan(in.complete(), Measured.action("", in.today.toString(), "open"))),
                new Gap("j", "action-left", "actions[0].responsible", in -> {
                    String objective = in.complete();
                    in.whoLeaves(carl -> in.plan(objective, Measured.action(carl, in.today.toString(), "open")));
                    return objective;
                }),
                new Gap("k", "no-end", "ends", in -> in.draft("\"targets\":[]")),
                new Gap(
                        "k",
                        "action-undated",
                        "actions[1].due",
                        in -> in.plan(
                                in.complete(),
                                Measured.action(in.ada.id().toString(), in.today.toString(), "open"),
                                Measured.action(in.ada.id().toString(), "", "done"))),
                new Gap(
                        "k",
                        "action-late",
                        "actions[0].due",
                        in -> in.plan(
                                in.complete(),
                                Measured.action(
                                        in.ada.id().toString(),
                                        in.today.plusYears(3).toString(),
                                        "open"))));
    }

    @ParameterizedTest
    @MethodSource("gaps")
    void a_gap_leads_to_what_mends_it_and_stays_one_when_it_is_accepted(Gap gap) {
        String objective = gap.objective().apply(IN);
        JsonNode letter = IN.letters(objective).get(gap.letter());
        assertThat(letter.at("/state").asString()).isEqualTo("gap");
        assertThat(letter.at("/code").asString()).isEqualTo(gap.code());
        leadsTo(letter.at("/link").asString(), gap.field());

        long gaps = gapsOnPage(objective);
        Http.Answer accepted = IN.accept(objective, gap.letter());
        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(201);
        JsonNode now = IN.letters(objective).get(gap.letter());
        assertThat(now.at("/state").asString()).isEqualTo("accepted");
        assertThat(now.at("/code").asString()).as("what is wrong").isEqualTo(gap.code());
        assertThat(now.at("/link").asString())
                .as("the remedy")
                .isEqualTo(letter.at("/link").asString());
        assertThat(now.at("/accepted/reason").asString()).isEqualTo("we know");
        assertThat(gapsOnPage(objective)).as("it counts as before").isEqualTo(gaps);
    }

    @Test
    void what_is_whole_conforms_with_evidence_and_nobody_accepts_it() {
        String objective = IN.complete();
        for (String letter : CHECKED) {
            JsonNode now = IN.letters(objective).get(letter);
            assertThat(now.at("/state").asString()).as(letter + now).isEqualTo("conforms");
            leadsTo(now.at("/link").asString(), "");
            assertThat(IN.accept(objective, letter).status()).as(letter).isEqualTo(409);
        }
    }

    @Test
    void measuring_late_is_a_gap_that_the_next_value_mends() {
        String objective = IN.complete();
        String link = SERVER.clock().instant().toString();
        String[] late = new String[2];
        SERVER.clock().ahead(Duration.ofDays(60), () -> {
            JsonNode letter = IN.letters(objective).get("d");
            late[0] = letter.at("/code").asString();
            late[1] = letter.at("/link").asString();
        });
        assertThat(late[0]).as(link).isEqualTo("measured-late");
        leadsTo(late[1], "value");
    }

    @Test
    void a_relevant_unit_is_bare_until_an_objective_of_its_own_is_in_force() {
        Http.Answer made = IN.api.json(
                "POST",
                "/api/v1/units",
                "{\"name\":\"Bare office\",\"kind\":\"function\",\"relevant\":true,\"parent\":\"%s\"}"
                        .formatted(IN.organization.root()));
        String unit = Measured.id(made.header("Location"));
        Element line = board().select("a[href=/people/units/" + unit + "]").first();
        assertThat(line).as("the unit on the board").isNotNull();
        leadsTo("/people/units/" + unit, "");
        String objective = IN.whole("\"notMeasurable\":\"n\",\"criteria\":\"c\"", IN.today);
        moved(objective, unit);
        assertThat(board().select("a[href=/people/units/" + unit + "]"))
                .as("a draft does not serve it")
                .isNotEmpty();
        IN.approved(objective);
        assertThat(board().select("a[href=/people/units/" + unit + "]")).isEmpty();
    }

    /** The checks that have data, so that a new one is added here too. */
    @Test
    void every_check_is_looked_at_here() {
        Set<String> checked = SERVER
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getApplicationContext()
                .getBeansOfType(ConformanceCheck.class)
                .values()
                .stream()
                .map(check -> check.requirement().code())
                .collect(Collectors.toSet());
        assertThat(checked).isEqualTo(CHECKED);
        Set<String> withGaps = gaps().map(Gap::letter).collect(Collectors.toSet());
        assertThat(withGaps).as("6.2 is about the whole register").isEqualTo(without62());
    }

    private static Set<String> without62() {
        return CHECKED.stream().filter(letter -> !letter.equals("6.2")).collect(Collectors.toSet());
    }

    private void moved(String objective, String unit) {
        Http.Answer read = IN.api.get(objective);
        Http.Answer answer = IN.api.json(
                "PUT",
                objective,
                """
                {"title":"Whole","purpose":"p","rationale":"r","unit":"%s","owner":"%s","starts":"%s","ends":"%s",
                 "achievable":"a","notMeasurable":"n","criteria":"c"}""".formatted(unit, IN.ada.id(), IN.today, IN.today.plusDays(300)),
                "If-Match",
                read.header("ETag"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    private static Document board() {
        return Jsoup.parse(IN.page.get("/conformance").body());
    }

    private static long gapsOnPage(String objective) {
        Document page = Jsoup.parse(IN.page
                .get("/objectives/" + Measured.id(objective) + "/conformance")
                .body());
        List<String> states = page.select("tr[id^=letter-] .verdict.gap, tr[id^=letter-] .verdict.accepted")
                .eachText();
        assertThat(states).isNotEmpty();
        return states.size();
    }

    /** The page is there, and on it the very element, which can be filled in. */
    private static void leadsTo(String link, String field) {
        assertThat(link).startsWith("/");
        String path = link.replaceFirst("#.*", "");
        Http.Answer answer = IN.page.get(path);
        assertThat(answer.status()).as(link).isEqualTo(200);
        String anchor = link.contains("#") ? link.substring(link.indexOf('#') + 1) : "";
        if (!field.isEmpty()) assertThat(anchor).as(link).isEqualTo(field);
        if (anchor.isEmpty()) return;
        Element there = Jsoup.parse(answer.body()).getElementById(anchor);
        assertThat(there).as(link).isNotNull();
        if (!field.isEmpty()) assertThat(there.tagName()).as(link).isIn("input", "select", "textarea", "fieldset");
    }
}
