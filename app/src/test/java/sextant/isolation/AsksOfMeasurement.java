package sextant.isolation;

import static sextant.isolation.Ask.ask;

import java.util.List;

/** How the handlers of sextant.measurement are asked. */
final class AsksOfMeasurement {
    private static final String KPI =
            "{\"name\":\"Hours\",\"unit\":\"${unit}\",\"valueKind\":\"number\",\"direction\":\"decrease\","
                    + "\"collectedEvery\":\"month\",\"graceDays\":9,\"measuredBy\":\"${ada}\",\"analysedBy\":\"${ada}\","
                    + "\"receivedBy\":[\"${bea}\"],\"retired\":false}";
    private static final String[] KPI_FORM = {
        "reference",
        "KPI-900",
        "name",
        "Hours",
        "unit",
        "${unit}",
        "valueKind",
        "number",
        "direction",
        "decrease",
        "collectedEvery",
        "month",
        "graceDays",
        "9",
        "analysedEvery",
        "month",
        "reportedEvery",
        "month",
        "measuredBy",
        "${ada}",
        "analysedBy",
        "${ada}",
        "receivedBy",
        "${bea}"
    };

    private AsksOfMeasurement() {}

    static List<Ask> pages() {
        return List.of(
                ask("GET /kpis").query("q=a&unit=${unit}").filtering(),
                ask("GET /kpis.{form}", "csv").query("unit=${unit}").filtering(),
                ask("GET /kpis/new"),
                ask("POST /kpis/new").form(KPI_FORM),
                ask("GET /kpis/{id}", "${kpi}"),
                ask("GET /kpis/{id}/history", "${kpi}"),
                ask("GET /kpis/{id}/history/{number}", "${kpi}", "1"),
                ask("GET /kpis/{id}/measurements/new", "${kpi}"),
                ask("POST /kpis/{id}/measurements/new", "${kpi}")
                        .form(
                                "file:evidence",
                                "seen",
                                "at",
                                "2025-03-01",
                                "value",
                                "4",
                                "correction",
                                "false",
                                "was",
                                ""),
                ask("GET /kpis/{id}/uploads/template.{form}", "${kpi}", "csv"),
                ask("POST /kpis/{id}/uploads", "${kpi}").form("file:file", "date,value\n2025-04-01,4\n"),
                ask("GET /kpis/{id}/uploads/{upload}", "${kpi}", "${upload}"),
                ask("POST /kpis/{id}/uploads/{upload}", "${kpi}", "${upload}").form("mode", "all"),
                ask("GET /evidence/{digest}", "${file}"),
                ask("GET /kpis/{id}/edit", "${kpi}"),
                ask("POST /kpis/{id}/edit", "${kpi}")
                        .form(with(KPI_FORM, "KPI-901", "version", "@1{/api/v1/kpis/${kpi}}")));
    }

    static List<Ask> api() {
        return List.of(
                ask("GET /api/v1/kpis").query("q=a"),
                ask("POST /api/v1/kpis").json(KPI),
                ask("GET /api/v1/kpis/{id}", "${kpi}"),
                ask("GET /api/v1/kpis/{id}/measurements", "${kpi}"),
                ask("POST /api/v1/kpis/{id}/measurements/one", "${kpi}")
                        .json("{\"at\":\"2025-05-01\",\"value\":4,\"evidence\":\"${file}\"}"),
                ask("POST /api/v1/kpis/{id}/corrections", "${kpi}")
                        .json("{\"at\":\"2025-05-01\",\"value\":5,\"reason\":\"r\",\"evidence\":\"${file}\"}"),
                ask("POST /api/v1/kpis/{id}/measurements", "${kpi}")
                        .raw("application/json", "[{\"at\":\"2025-06-01\",\"value\":4}]"),
                ask("POST /api/v1/files").query("name=own.txt").raw("application/octet-stream", "own"),
                ask("GET /api/v1/files/{digest}", "${file}"),
                ask("PUT /api/v1/kpis/{id}", "${kpi}").json(KPI).ifMatch("/api/v1/kpis/${kpi}"));
    }

    private static String[] with(String[] form, String reference, String name, String value) {
        String[] longer = java.util.Arrays.copyOf(form, form.length + 2);
        longer[1] = reference;
        longer[form.length] = name;
        longer[form.length + 1] = value;
        return longer;
    }
}
