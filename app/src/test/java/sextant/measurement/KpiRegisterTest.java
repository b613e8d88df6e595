package sextant.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestServer;

class KpiRegisterTest {
    private static final TestServer SERVER = TestServer.running();

    private final TestOrganization organization = SERVER.organization("Turnstone");
    private final Http api = SERVER.api(organization.administrator().token());
    private final Http page = SERVER.http(organization.administrator());

    @Test
    void every_kpi_is_reached_page_by_page_in_any_order() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 120; i++) made.add(define("KPI-%03d".formatted(i), "Measure " + (i * 7 % 120)));
        assertThat(seen("/kpis")).containsExactlyElementsOf(made);
        assertThat(seen("/kpis?sort=-reference")).containsExactlyElementsOf(made.reversed());
        assertThat(seen("/kpis?sort=name")).containsExactlyInAnyOrderElementsOf(made);
        assertThat(seen("/kpis?q=kpi-11")).hasSize(10);
    }

    @Test
    void it_takes_as_many_statements_for_a_full_page_as_for_one_row() {
        define("A", "First");
        page.get("/kpis");
        int one = page.get("/kpis").statements().size();
        for (int i = 0; i < 60; i++) define("B-" + i, "More");
        assertThat(page.get("/kpis").statements()).hasSizeLessThanOrEqualTo(one);
    }

    @Test
    void what_is_not_a_pattern_is_searched_as_it_stands() {
        define("A", "Share of 100% done");
        define("B", "Share of 1000 done");
        assertThat(seen("/kpis?q=100%25")).hasSize(1);
        assertThat(seen("/kpis?q=!_%25")).isEmpty();
        assertThat(page.get("/kpis?q=nothing").body()).contains("Nothing found");
        assertThat(page.get("/kpis?after=*&sort=nonsense&state=nonsense&unit=nonsense")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void the_export_has_what_is_filtered_and_no_cell_that_a_spreadsheet_would_run() {
        define("A", "=HYPERLINK(\"http://bad.example\")");
        define("B", "Days to patch");
        String csv = page.get("/kpis.csv?sort=-reference").body();
        assertThat(csv.lines().count()).isEqualTo(3);
        assertThat(csv.lines().toList().get(1)).startsWith("B");
        assertThat(csv).doesNotContain(",=HYPERLINK").doesNotContain(",\"=HYPERLINK");
        assertThat(page.get("/kpis.csv?q=patch").body())
                .contains("Days to patch")
                .doesNotContain("HYPERLINK");
    }

    private String define(String reference, String name) {
        Http.Answer made = api.json(
                "POST", "/api/v1/kpis", """
                {"reference":"%s","name":"%s","unit":"%s","valueKind":"number","unitOfMeasure":"days",
                 "direction":"decrease","collectedEvery":"month"}
                """.formatted(reference, name.replace("\"", "\\\""), organization.root()));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.header("Location").replaceFirst(".*/", "");
    }

    /** The KPIs on a page and on all that follow it. */
    private List<String> seen(String path) {
        List<String> seen = new ArrayList<>();
        String at = path;
        while (!at.isEmpty()) {
            String body = page.get(at).body();
            Matcher row = Pattern.compile("class=\"title\" href=\"/kpis/([0-9a-f-]{36})\"")
                    .matcher(body);
            while (row.find()) seen.add(row.group(1));
            Matcher next =
                    Pattern.compile("href=\"(/kpis\\?[^\"]*after=[^\"]*)\"").matcher(body);
            at = next.find() ? next.group(1).replace("&amp;", "&") : "";
        }
        return seen;
    }
}
