package sextant.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static sextant.isolation.Ask.ask;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import sextant.counterexamples.isolation.Leaks;
import sextant.testing.TestServer;

/** No handler tells one organization of another, or lets it write there; and no handler goes unasked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandlersTest {
    private static final TestServer SERVER = TestServer.running();

    /** Tables in which nothing stays for long. */
    private static final Set<String> PASSING = Set.of("pending_leaf", "stale_verdict");

    private final Filled ours = new Filled("Apollo", "3.25");
    private final Filled theirs = new Filled("Zygaena", "8675.309");
    private final Probe probe = new Probe(ours, theirs);

    /** Readers before writers, and what ends something last. */
    static List<Ask> asks() {
        return Stream.of(
                        AsksOfPeople.pages(),
                        AsksOfPeople.api(),
                        AsksOfPeople.ofOneself(),
                        AsksOfNotifications.pages(),
                        AsksOfNotifications.api(),
                        AsksOfMeasurement.pages(),
                        AsksOfMeasurement.api(),
                        AsksOfTheRest.imports(),
                        AsksOfTheRest.home(),
                        AsksOfTheRest.register(),
                        AsksOfTheRest.conformance(),
                        AsksOfTheRest.documents(),
                        AsksOfTheRest.documentControl(),
                        AsksOfTheRest.journal(),
                        AsksOfTheRest.plans(),
                        AsksOfObjectives.pages(),
                        AsksOfObjectives.api(),
                        AsksOfPeople.waysIn())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("asks")
    void tells_nothing_of_another_organization(Ask row) {
        assertThat(probe.ask(row)).isEmpty();
    }

    @Test
    void every_handler_is_asked() {
        assertThat(Handlers.uncovered(handlers(), asks())).isEmpty();
    }

    @Test
    void every_field_that_holds_an_id_is_asked_with_a_foreign_one() {
        assertThat(Handlers.withoutPlace(handlers(), asks())).isEmpty();
    }

    @Test
    void there_is_a_row_in_every_table_to_be_told_of() {
        for (String table : Rows.tables().keySet())
            if (!PASSING.contains(table))
                assertThat(Rows.count(table, theirs.organization.id()))
                        .as("rows of " + table + ": let Filled make one")
                        .isPositive();
    }

    @Test
    void a_handler_that_leaks_is_reported() throws Exception {
        Leaks leaks = new Leaks(SERVER::owner);
        RequestMappingHandlerMapping mapping = mapping();
        List<RequestMappingInfo> added = List.of(
                added(mapping, leaks, "tells", RequestMethod.GET, "/api/v1/leaks/{id}"),
                added(mapping, leaks, "changes", RequestMethod.DELETE, "/api/v1/leaks/{id}"),
                added(mapping, leaks, "keeps", RequestMethod.POST, "/api/v1/leaks"));
        try {
            Ask tells = ask("GET /api/v1/leaks/{id}", "${kpi}");
            Ask changes = ask("DELETE /api/v1/leaks/{id}", "${kpi}");
            Ask keeps = ask("POST /api/v1/leaks").json("{\"team\":\"${team}\"}");
            assertThat(probe.ask(tells))
                    .contains(
                            tells.handler() + " with their kpi in place of our kpi is answered 200 and not [404]",
                            tells.handler() + " with their kpi in place of our kpi tells of them")
                    .noneMatch(line -> line.contains("changed"));
            assertThat(probe.ask(changes)).contains(changes.handler() + " changed their rows of kpi");
            assertThat(probe.ask(keeps))
                    .contains(
                            keeps.handler() + " with their team in place 0 is answered 200 ",
                            keeps.handler() + " left one of their ids in our rows of team");
            leaks.mend(ours.organization.id(), theirs.organization.id());
            assertThat(Handlers.uncovered(handlers(), asks()))
                    .hasSize(3)
                    .anyMatch(line -> line.startsWith("GET /api/v1/leaks/{id} of " + Leaks.class.getName()));
            assertThat(Handlers.withoutPlace(
                            handlers(),
                            List.of(ask("POST /api/v1/leaks").json("{}"), tells.query("team=${team}"), changes)))
                    .containsExactly(
                            "POST /api/v1/leaks takes team, which holds an id elsewhere: give it a place, or say"
                                    + " why in Handlers.NO_ID");
        } finally {
            added.forEach(mapping::unregisterMapping);
        }
        assertThat(Handlers.uncovered(handlers(), List.of(ask("GET /api/v1/leaks/{id}", "${kpi}"))))
                .contains("GET /api/v1/leaks/{id} is in the table, and no handler takes it: take the row out");
    }

    private static RequestMappingInfo added(
            RequestMappingHandlerMapping mapping, Object handler, String name, RequestMethod method, String path)
            throws NoSuchMethodException {
        Method called = Stream.of(handler.getClass().getDeclaredMethods())
                .filter(one -> one.getName().equals(name))
                .findFirst()
                .orElseThrow(NoSuchMethodException::new);
        RequestMappingInfo info = RequestMappingInfo.paths(path)
                .methods(method)
                .options(mapping.getBuilderConfiguration())
                .build();
        mapping.registerMapping(info, handler, called);
        return info;
    }

    private static Map<String, Method> handlers() {
        return Handlers.of(mapping());
    }

    private static RequestMappingHandlerMapping mapping() {
        return SERVER.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    }
}
