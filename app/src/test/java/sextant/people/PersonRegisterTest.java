package sextant.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestServer;
import tools.jackson.databind.json.JsonMapper;

class PersonRegisterTest {
    private static final TestServer SERVER = TestServer.running();
    private static final Pattern LINE = Pattern.compile("data-label=\"E-mail address\">([^<]+)<");
    private static final Pattern NEXT = Pattern.compile("href=\"(/people\\?[^\"]*after=[^\"#]*)#persons\"");

    private final TestOrganization organization = SERVER.organization("Wigeon");
    private final Http api = SERVER.api(organization.administrator().token());
    private final Http page = SERVER.http(organization.administrator());

    @Test
    void everybody_is_reached_page_by_page_in_any_order_and_at_one_cost() {
        page.get("/people");
        int few = page.get("/people").statements().size();
        List<String> invited = new ArrayList<>();
        for (int i = 0; i < 110; i++)
            invited.add(invite("%s Person %03d".formatted(i % 2 == 0 ? "anna" : "Bert", i * 7 % 110), "p" + i));
        assertThat(page.get("/people").statements()).hasSizeLessThanOrEqualTo(few);
        assertThat(seen("/people")).hasSize(111).containsAll(invited).doesNotHaveDuplicates();
        assertThat(seen("/people?sort=-name"))
                .containsExactlyElementsOf(seen("/people").reversed());
        assertThat(seen("/people?sort=email")).isSorted();
        List<String> listed = new ArrayList<>();
        String path = "/api/v1/persons?limit=50";
        while (!path.isEmpty()) {
            Http.Answer answer = api.get(path);
            JsonMapper.shared()
                    .readTree(answer.body())
                    .forEach(one -> listed.add(one.at("/email").asString()));
            String link = answer.header("Link");
            path = link.isEmpty() ? "" : link.substring(link.indexOf("/api/"), link.indexOf('>'));
        }
        assertThat(listed).containsExactlyElementsOf(seen("/people"));
    }

    @Test
    void somebody_is_found_by_name_address_role_unit_kind_and_state() {
        String ada = invite("Ada 100%", "ada");
        invite("Ada 1000", "other");
        assertThat(seen("/people?q=100%25")).containsExactly(ada);
        assertThat(seen("/people?q=ADA@")).containsExactly(ada);
        assertThat(seen("/people?role=auditor")).isEmpty();
        assertThat(seen("/people?role=administrator&unit=" + organization.root()))
                .hasSize(1);
        assertThat(seen("/people?kind=external")).isEmpty();
        assertThat(seen("/people?kind=employee&state=active")).hasSize(3);
        assertThat(page.get("/people?state=inactive").body()).contains("Nothing found");
        assertThat(page.get("/people?role=none&unit=x&kind=x&state=x&sort=x&after=*")
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/api/v1/persons?role=none").status()).isEqualTo(422);
        assertThat(api.get("/api/v1/persons?role=administrator").body()).doesNotContain("ada@");
    }

    @Test
    void the_export_has_what_is_filtered_and_no_cell_that_a_spreadsheet_would_run() {
        invite("=HYPERLINK(\"http://bad.example\")", "bad");
        String csv = page.get("/people/persons.csv?q=hyperlink").body();
        assertThat(csv.lines()).hasSize(2);
        assertThat(csv)
                .contains("bad@wigeon.example")
                .doesNotContain(",=HYPERLINK")
                .doesNotContain("\n=HYPERLINK");
    }

    private List<String> seen(String path) {
        List<String> seen = new ArrayList<>();
        String at = path;
        while (!at.isEmpty()) {
            String body = page.get(at).body();
            Matcher line = LINE.matcher(body);
            while (line.find()) seen.add(line.group(1));
            Matcher next = NEXT.matcher(body);
            at = next.find() ? next.group(1).replace("&amp;", "&") : "";
        }
        return seen;
    }

    private String invite(String name, String who) {
        String email = who + "@wigeon.example";
        Http.Answer made = api.json("POST", "/api/v1/persons", """
                {"name":"%s","email":"%s","kind":"employee","language":"en","timeZone":"Europe/Berlin","active":true,
                 "grants":[]}""".formatted(name.replace("\"", "\\\""), email));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return email;
    }
}
