package sextant.isolation;

import static sextant.isolation.Ask.ask;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** How the handlers of sextant.objectives are asked. */
final class AsksOfObjectives {
    private static final String[] FORM = {
        "title",
        "Fewer",
        "purpose",
        "p",
        "rationale",
        "r",
        "unit",
        "${unit}",
        "owner",
        "${ada}",
        "teams",
        "${team}",
        "starts",
        "2026-01-01",
        "ends",
        "2098-12-31",
        "achievable",
        "peers do it",
        "targets[0].kpi",
        "${kpi}",
        "targets[0].kind",
        "reach",
        "targets[0].baselineValue",
        "55",
        "targets[0].baselineDate",
        "2026-01-01",
        "targets[0].targetValue",
        "21",
        "targets[0].due",
        "2098-12-31"
    };
    private static final String[] BEGINNING = {
        "title",
        "Patched",
        "unit",
        "${unit}",
        "owner",
        "${ada}",
        "starts",
        "2026-01-01",
        "due",
        "2098-12-31",
        "kpis[0].kpi",
        "${kpi}",
        "kpis[0].baselineValue",
        "40",
        "kpis[0].baselineDate",
        "2026-01-01",
        "teams",
        "${team}",
        "teams",
        "${team}"
    };
    private static final String TARGET =
            "{%s\"kpi\":\"${kpi}\",\"kind\":\"reach\",\"baselineValue\":55,\"baselineDate\":\"2026-01-01\","
                    + "\"targetValue\":21,\"due\":\"2098-12-31\"}";
    private static final String JSON =
            "{\"title\":\"Fewer\",\"purpose\":\"p\",\"rationale\":\"r\",\"unit\":\"${unit}\",\"serves\":\"${objective}\",\"owner\":\"${ada}\","
                    + "\"teams\":[\"${team}\"],\"starts\":\"2026-01-01\",\"ends\":\"2098-12-31\",\"achievable\":\"a\","
                    + "\"targets\":[" + TARGET + "]}";
    private static final String PROPOSED_CONTENT = "@content{/api/v1/objectives/${proposed}/proposal}";

    private AsksOfObjectives() {}

    static List<Ask> pages() {
        return List.of(
                ask("GET /objectives/templates"),
                ask("GET /objectives/templates/{code}", "patching"),
                ask("POST /objectives/templates/{code}", "patching").form(and(BEGINNING, "reference", "OBJ-901")),
                ask("GET /objectives/new"),
                ask("POST /objectives/new").form(and(FORM, "reference", "OBJ-900")),
                ask("GET /objectives/{id}", "${objective}").query("version=draft"),
                ask("GET /objectives/{id}/edit", "${draft}"),
                ask("POST /objectives/{id}/edit", "${draft}")
                        .form(and(
                                FORM,
                                "targets[0].id",
                                "${draftTarget}",
                                "reason",
                                "r",
                                "number",
                                "@2{/api/v1/objectives/${draft}}",
                                "revision",
                                "@3{/api/v1/objectives/${draft}}")),
                ask("POST /objectives/{id}/proposal", "${draft}"),
                ask("GET /objectives/{id}/history", "${objective}"),
                ask("GET /objectives/{id}/approval", "${proposed}"),
                ask("POST /objectives/{id}/approval", "${proposed}")
                        .form("content", PROPOSED_CONTENT, "decision", "approve", "findings", "f"),
                ask("GET /objectives/{id}/wording", "${objective}"),
                ask("POST /objectives/{id}/wording", "${objective}")
                        .form("field", "purpose", "text", "In plainer words", "reason", "r"),
                ask("POST /objectives/{id}/wording/{change}", "${objective}", "${change}")
                        .form("confirm", "true"),
                ask("GET /objectives/{id}/end", "${ending}"),
                ask("POST /objectives/{id}/end", "${ending}")
                        .form(
                                "version",
                                "@1{/api/v1/objectives/${ending}}",
                                "outcome",
                                "withdrawn",
                                "conclusion",
                                "c"));
    }

    static List<Ask> api() {
        return List.of(
                ask("GET /api/v1/objective-templates"),
                ask("GET /api/v1/objective-templates/{code}", "patching"),
                ask("POST /api/v1/objective-templates/{code}/objectives", "patching")
                        .json("{\"unit\":\"${unit}\",\"owner\":\"${ada}\",\"kpis\":[{\"kpi\":\"${kpi}\"}],"
                                + "\"teams\":[\"${team}\",\"\"]}"),
                ask("POST /api/v1/objectives").json(JSON.formatted("")),
                ask("GET /api/v1/objectives/{id}", "${objective}"),
                ask("GET /api/v1/objectives/{id}/versions", "${objective}"),
                ask("PUT /api/v1/objectives/{id}", "${draft2}")
                        .json(JSON.formatted("\"id\":\"${draft2Target}\","))
                        .ifMatch("/api/v1/objectives/${draft2}"),
                ask("POST /api/v1/objectives/{id}/proposal", "${draft2}"),
                ask("GET /api/v1/objectives/{id}/proposal", "${objective}"),
                ask("GET /api/v1/objectives/{id}/approvals", "${objective}"),
                ask("POST /api/v1/objectives/{id}/approvals", "${proposed2}")
                        .json("{\"decision\":\"approved\",\"comment\":\"c\",\"content\":\""
                                + PROPOSED_CONTENT.replace("${proposed}", "${proposed2}") + "\"}"),
                ask("GET /api/v1/objectives/{id}/wordings", "${objective}"),
                ask("POST /api/v1/objectives/{id}/wordings", "${objective}")
                        .json("{\"field\":\"title\",\"text\":\"In plain words\",\"reason\":\"r\"}"),
                ask("POST /api/v1/objectives/{id}/wordings/{change}/decision", "${objective}", "${change2}")
                        .json("{\"confirm\":false}"),
                ask("POST /api/v1/objectives/{id}/end", "${ending2}")
                        .json("{\"outcome\":\"withdrawn\",\"conclusion\":\"c\"}")
                        .ifMatch("/api/v1/objectives/${ending2}"));
    }

    private static String[] and(String[] form, String... more) {
        return Stream.concat(Arrays.stream(form), Arrays.stream(more)).toArray(String[]::new);
    }
}
