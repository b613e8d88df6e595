package sextant.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sextant.testing.Http;
import sextant.testing.Installation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The largest files that are taken, and one that is not, by the application as it is installed with a heap of 256 MB. */
class LargeFilesTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MILLION = 1_000_000;
    private static final int LIMIT = 100_000_000;
    private static final byte[] MILLION_ROWS = rows(MILLION, "");
    private static final Pattern PROGRESS = Pattern.compile("<progress[^>]* value=\"(\\d+)\"");

    @TempDir
    static Path temporary;

    private static Installation installation;
    private static Http api;

    @BeforeAll
    static void install() throws Exception {
        installation = Installation.begin(
                temporary.resolve("data"), "-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
        api = installation.api(installation.token());
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @Test
    void a_million_rows_pass_the_api() throws Exception {
        String kpi = kpi();
        byte[] rows = MILLION_ROWS;
        JsonNode first = JSON.readTree(many(kpi, rows, 201).body());
        assertThat(first.at("/added").asInt()).isEqualTo(MILLION);
        JsonNode again = JSON.readTree(many(kpi, rows, 200).body());
        assertThat(again.at("/alreadyRecorded").asBoolean()).isTrue();
        assertThat(installation
                        .signedIn()
                        .get(kpi.substring("/api/v1".length()))
                        .body())
                .contains("1,000,000 values")
                .contains("<svg");
        say("a million rows by API");
    }

    @Test
    void a_million_rows_pass_the_page_with_progress() throws Exception {
        String kpi = kpi();
        Http browser = installation.signedIn();
        String upload = upload(browser, kpi, MILLION_ROWS);
        assertThat(browser.get(upload).body()).contains("These are the first 10,000 rows.");
        assertThat(browser.post(upload, "mode", "good").header("Location")).isEqualTo(upload);
        TreeSet<Integer> seen = new TreeSet<>();
        String page = recorded(browser, upload, seen);
        assertThat(page).contains("The file is recorded.").contains("<dd>1,000,000</dd>");
        assertThat(seen).as("progress that a person sees").hasSizeGreaterThan(3).allMatch(it -> it < 100);
        assertThat(browser.post(upload, "mode", "good").header("Location")).isEqualTo(upload);
        assertThat(browser.get(kpi.substring("/api/v1".length())).body()).contains("1,000,000 values");
        say("a million rows by page, progress " + seen);
    }

    @Test
    void a_file_just_below_the_limit_is_taken() throws Exception {
        Http browser = installation.signedIn();
        int count = 100_000;
        byte[] rows = rows(count, "n".repeat(960));
        assertThat(rows.length).isBetween(LIMIT - 2_000_000, LIMIT);
        String upload = upload(browser, kpi(), rows);
        browser.post(upload, "mode", "all");
        assertThat(recorded(browser, upload, new TreeSet<>())).contains("<dd>100,000</dd>");
        say(rows.length + " bytes by page");
    }

    @Test
    void a_file_over_the_limit_gets_a_clear_answer_and_nothing_is_lost() throws Exception {
        String kpi = kpi();
        Http browser = installation.signedIn();
        String earlier = upload(browser, kpi, rows(10, ""));
        byte[] large = Arrays.copyOf(rows(10, ""), LIMIT + 8_000_000);
        Http.Answer page = browser.postFile(kpi.substring("/api/v1".length()) + "/uploads", "file", "large.csv", large);
        assertThat(page.status()).isEqualTo(413);
        assertThat(page.body()).contains("The file is too large").contains("Split it");
        assertThat(many(kpi, large, 413).body()).contains("too-large");
        assertThat(JSON.readTree(api.get(kpi + "/measurements").body())).isEmpty();
        browser.post(earlier, "mode", "all");
        assertThat(JSON.readTree(api.get(kpi + "/measurements").body())).hasSize(10);
    }

    private static void say(String what) throws Exception {
        System.out.println(what + ": the application has used at most " + installation.peakMegabytes() + " MB");
    }

    private static Http.Answer many(String kpi, byte[] rows, int status) {
        Http.Answer answer = api.send("POST", kpi + "/measurements", "text/csv", BodyPublishers.ofByteArray(rows));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        return answer;
    }

    private static String upload(Http browser, String kpi, byte[] rows) {
        Http.Answer sent = browser.postFile(kpi.substring("/api/v1".length()) + "/uploads", "file", "rows.csv", rows);
        assertThat(sent.status()).as(sent.toString()).isEqualTo(303);
        return sent.header("Location");
    }

    /** The page when the file is recorded; adds the progress that it showed on the way. */
    private static String recorded(Http browser, String upload, TreeSet<Integer> seen) throws Exception {
        while (true) {
            Http.Answer page = browser.get(upload);
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            Matcher progress = PROGRESS.matcher(page.body());
            if (!progress.find()) return page.body();
            seen.add(Integer.parseInt(progress.group(1)));
            Thread.sleep(200);
        }
    }

    /** One row a minute, each with that note. */
    private static byte[] rows(int count, String note) {
        Instant first = Instant.parse("2024-01-01T00:00:00Z");
        StringBuilder rows = new StringBuilder("at,value,note\n");
        for (int i = 0; i < count; i++)
            rows.append(first.plusSeconds(i * 60L))
                    .append(',')
                    .append(i % 1_000)
                    .append('.')
                    .append(i % 7 + 1)
                    .append(',')
                    .append(note)
                    .append('\n');
        return rows.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String kpi() {
        String unit = JSON.readTree(api.get("/api/v1/units").body()).at("/0/id").asString();
        Http.Answer made = api.json("POST", "/api/v1/kpis", """
                {"name":"Rate","unit":"%s","valueKind":"number","direction":"increase","collectedEvery":"month"}
                """.formatted(unit));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.header("Location");
    }
}
