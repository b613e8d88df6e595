package sextant.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import sextant.journal.Sequencer;
import sextant.people.Role;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JournalPagesTest {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TestOrganization organization = SERVER.organization("Turnstone");
    private final TestPerson ada = SERVER.person(organization, "Ada Alt", Role.values());
    private final Http api = SERVER.api(ada.token());
    private final Http page = SERVER.http(ada);

    @Test
    void tells_what_happened_by_whom_and_when_with_the_fields_that_became_others() {
        String unit = unit("IT");
        Http.Answer changed = api.json(
                "PUT",
                unit,
                "{\"name\":\"Information technology\",\"kind\":\"function\",\"relevant\":false,\"parent\":\""
                        + organization.root() + "\",\"reason\":\"spelled out\"}",
                "If-Match",
                "\"1\"");
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        String shown = page.get("/journal?kind=unit").body();
        assertThat(shown)
                .contains("Information technology", "Name: Information technology", "spelled out", "Ada Alt")
                .contains("revision 1, new")
                .contains("href=\"/people" + unit.substring("/api/v1".length()) + "/history?asOf=")
                .doesNotContain("journal.", "history.f");
        assertThat(page.get("/journal?author=" + ada.id()).body()).contains("spelled out");
        assertThat(page.get("/journal?author=" + organization.administrator().id())
                        .body())
                .doesNotContain("spelled out");
        assertThat(page.get("/journal?to=2001-01-01").body()).contains("Nothing found");
        Http.Answer wrong = page.get("/journal?from=cats&to=2001-01-01");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("“cats” is neither a date");
    }

    @Test
    void pages_lead_through_every_revision_once_newest_first() {
        for (int one = 0; one < 12; one++) unit("Unit " + one);
        List<String> seen = new ArrayList<>();
        String next = "/api/v1/journal/revisions?limit=5";
        while (!next.isEmpty()) {
            Http.Answer answer = api.get(next);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            StreamSupport.stream(JSON.readTree(answer.body()).spliterator(), false)
                    .forEach(one -> seen.add(one.at("/at").asString()
                            + one.at("/kind").asString()
                            + one.at("/record").asString()
                            + one.at("/revision").asInt()));
            String link = answer.header("Link");
            next = link.isEmpty() ? "" : link.replaceFirst("<https?://[^/]+([^>]*)>.*", "$1");
        }
        assertThat(seen).hasSizeGreaterThan(13).doesNotHaveDuplicates();
        List<String> moments = seen.stream().map(one -> one.substring(0, 23)).toList();
        assertThat(moments).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void takes_as_many_statements_however_much_was_recorded() {
        unit("One");
        // Before the first checkpoint the page asks for less.
        SERVER.settle(organization);
        page.get("/journal");
        int few = page.get("/journal").statements().size();
        for (int one = 0; one < 20; one++) unit("Unit " + one);
        SERVER.settle(organization);
        assertThat(page.get("/journal").statements())
                .hasSizeLessThanOrEqualTo(few)
                .hasSizeLessThan(25);
    }

    @Test
    void whoever_may_not_read_the_journal_of_a_unit_does_not_find_its_objectives_in_it() {
        String unit = id(unit("Far away"));
        api.json(
                "POST",
                "/api/v1/objectives",
                "{\"title\":\"Not for everybody\",\"unit\":\"" + organization.root() + "\"}");
        TestPerson tom = SERVER.person(organization, "Tom Thorn", Role.AUDITOR);
        assertThat(SERVER.http(tom).get("/journal").body()).contains("Not for everybody");
        Http.Answer person = api.get("/api/v1/persons/" + tom.id());
        Http.Answer moved = api.json(
                "PUT",
                "/api/v1/persons/" + tom.id(),
                """
                {"name":"Tom Thorn","email":"%s","kind":"employee","language":"en","timeZone":"UTC","active":true,
                 "grants":[{"role":"auditor","unit":"%s"}]}
                """.formatted(JSON.readTree(person.body()).at("/email").asString(), unit),
                "If-Match",
                person.header("ETag"));
        assertThat(moved.status()).as(moved.toString()).isEqualTo(200);
        assertThat(SERVER.api(tom.token())
                        .get("/api/v1/journal/revisions?limit=200")
                        .body())
                .contains("Far away")
                .doesNotContain("Not for everybody");
    }

    @Test
    void a_checkpoint_that_was_kept_fits_and_no_other_does() {
        SERVER.bean(Sequencer.class).sequence(organization.id());
        String kept = page.get("/journal/checkpoint.txt").body();
        unit("Later");
        SERVER.bean(Sequencer.class).sequence(organization.id());
        JsonNode consistent = check(kept);
        assertThat(consistent.at("/holds").asBoolean()).isTrue();
        assertThat(consistent.at("/to").asLong())
                .isGreaterThan(consistent.at("/from").asLong());
        assertThat(consistent.at("/hashes")).isNotEmpty();
        assertThat(check("\r\n" + kept.replace("\n", "\r\n") + "\r\n")
                        .at("/holds")
                        .asBoolean())
                .isTrue();
        assertThat(check("hello").at("/answer").asString()).isEqualTo("not-a-checkpoint");
        String grown = kept.replaceFirst("\n(\\d+)\n", "\n999\n");
        assertThat(check(grown).at("/answer").asString()).isEqualTo("not-signed");
        Http stranger = SERVER.http(SERVER.organization("Phalarope").administrator());
        assertThat(check(stranger.get("/journal/checkpoint.txt").body())
                        .at("/answer")
                        .asString())
                .isEqualTo("another-log");
        assertThat(api.json("POST", "/api/v1/journal/consistency", "{}").status())
                .isEqualTo(422);
        Http.Answer shown = page.post("/journal", "checkpoint", kept);
        assertThat(shown.body()).contains("Nothing was removed or rewritten");
        assertThat(page.post("/journal", "checkpoint", "<b>x").body())
                .contains("This checkpoint does not fit", "&lt;b");
    }

    @Test
    void what_was_removed_or_rewritten_is_found_out() throws Exception {
        SERVER.settle(organization);
        String before = page.get("/journal/checkpoint.txt").body();
        unit("Removed");
        SERVER.settle(organization);
        String kept = page.get("/journal/checkpoint.txt").body();
        String here = " where organization = '" + organization.id() + "'";
        // Whoever owns the database can do this, and nobody else.
        try (Connection owner = SERVER.owner();
                Statement statement = owner.createStatement()) {
            statement.execute(
                    "delete from checkpoint" + here + " and size = (select max(size) from checkpoint" + here + ")");
            assertThat(check(kept).at("/answer").asString()).isEqualTo("longer");
            assertThat(check(kept).at("/holds").asBoolean()).isFalse();
            assertThat(check(before).at("/holds").asBoolean()).isTrue();
        }
        // The whole log again, signed by the same key, with another first entry.
        try (Connection owner = SERVER.owner();
                Statement statement = owner.createStatement()) {
            statement.execute("insert into pending_leaf (organization, kind, id, number, leaf_hash)"
                    + " select organization, kind, id, number, case leaf_index when 0 then sha256(leaf_hash) else leaf_hash end"
                    + " from journal_leaf" + here + " order by leaf_index");
            for (String table : List.of("checkpoint", "tree_node", "journal_leaf"))
                statement.execute("delete from " + table + here);
        }
        SERVER.settle(organization);
        assertThat(check(before).at("/answer").asString()).isEqualTo("rewritten");
        assertThat(page.post("/journal?kind=unit", "checkpoint", before).body())
                .contains("are no longer those that it was signed over", "value=\"unit\" selected");
    }

    @Test
    void the_checkpoint_is_printed_with_its_note() throws Exception {
        Http.Answer paper = page.get("/journal/checkpoint.pdf");
        assertThat(paper.status()).isEqualTo(200);
        try (var document = Loader.loadPDF(paper.bytes())) {
            String text = new PDFTextStripper().getText(document).replaceAll("\\s+", "");
            assertThat(text).contains("CheckpointofTurnstone");
            for (String line :
                    page.get("/journal/checkpoint.txt").body().lines().toList())
                assertThat(text).contains(line.replaceAll("\\s+", ""));
        }
    }

    private JsonNode check(String checkpoint) {
        Http.Answer answer = api.json(
                "POST",
                "/api/v1/journal/consistency",
                JSON.createObjectNode().put("checkpoint", checkpoint).toString());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private String unit(String name) {
        Http.Answer made = api.json(
                "POST",
                "/api/v1/units",
                "{\"name\":\"%s\",\"kind\":\"function\",\"parent\":\"%s\"}".formatted(name, organization.root()));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.header("Location");
    }

    private static String id(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
