package sextant.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import sextant.measurement.intake.Mapping;
import sextant.people.Actor;
import sextant.people.Role;
import sextant.platform.database.Transactions;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestServer;

/** A file that is too large to be recorded while its sender waits. */
class RecordingAnUploadTest {
    private static final TestServer SERVER = TestServer.running();
    private static final int ROWS = 20_000;

    private final TestOrganization organization = SERVER.organization("Dunlin");
    private final Http browser = SERVER.http(organization.administrator());
    private final Http api = SERVER.api(organization.administrator().token());
    private final String kpi = defineKpi();

    @Test
    void shows_its_beginning_then_progress_then_what_became_of_it() throws Exception {
        String upload = sent(rows() + "not a date,1\n");
        assertThat(browser.get(upload).body())
                .contains("These are the first 10,000 rows.")
                .contains("Record the whole file");
        browser.post(upload, "mode", "good");
        String page = awaited(upload);
        assertThat(page)
                .contains("The file is recorded.")
                .contains("<dd>20,000</dd>")
                .contains("not a date")
                .doesNotContain("http-equiv");
        assertThat(count()).isEqualTo(ROWS);
        assertThat(browser.get(upload).statements()).hasSizeLessThan(10);
    }

    @Test
    void is_recorded_once_however_often_it_is_confirmed_and_sent() throws Exception {
        String upload = sent(rows());
        for (int i = 0; i < 3; i++)
            assertThat(browser.post(upload, "mode", "all").header("Location")).isEqualTo(upload);
        awaited(upload);
        SERVER.bean(RecordUploadJob.class).run(RecordUploadJob.thing(organization.id(), id(upload)));
        String again = sent(rows());
        browser.post(again, "mode", "all");
        assertThat(awaited(again)).contains("This very file was recorded before; nothing was added.");
        assertThat(count()).isEqualTo(ROWS);
        assertThat(batches()).isEqualTo(1);
    }

    /** Half a minute without a sign of life, in the middle of the work. */
    @Test
    void is_recorded_by_another_node_when_its_own_has_died() throws Exception {
        String upload = sent(rows());
        queue(upload);
        SERVER.bean(Transactions.class)
                .writing(
                        organization.id(),
                        () -> SERVER.bean(Uploads.class).progress(organization.id(), id(upload), 60));
        assertThat(browser.get(upload).body())
                .contains("Being recorded, 60 % done")
                .contains("value=\"60\"");
        try (Connection owner = SERVER.owner();
                PreparedStatement dead = owner.prepareStatement("""
                        insert into scheduled_tasks
                          (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)
                        values ('upload', ?, now() - interval '2 minutes', true, 'a dead node',
                          now() - interval '2 minutes', 1)""")) {
            dead.setString(1, RecordUploadJob.thing(organization.id(), id(upload)));
            dead.execute();
        }
        assertThat(awaited(upload)).contains("The file is recorded.");
        assertThat(count()).isEqualTo(ROWS);
        assertThat(batches()).isEqualTo(1);
    }

    @Test
    void is_refused_whole_with_its_bad_rows_and_may_be_tried_again() throws Exception {
        String upload = sent(rows() + "not a date,1\n");
        browser.post(upload, "mode", "all");
        assertThat(awaited(upload))
                .contains("Nothing was recorded: one row is bad.")
                .contains("Record the whole file");
        assertThat(count()).isZero();
        browser.post(upload, "mode", "good");
        assertThat(awaited(upload)).contains("The file is recorded.");
        assertThat(count()).isEqualTo(ROWS);
    }

    @Test
    void is_not_recorded_for_somebody_who_may_no_longer() throws Exception {
        var officer = SERVER.person(organization, "Rolf Reh", Role.SECURITY_OFFICER);
        Http theirs = SERVER.http(officer);
        String upload = theirs.postFile(page() + "/uploads", "file", "rows.csv", bytes(rows()))
                .header("Location");
        assertThat(browser.get(upload).status()).isEqualTo(404);
        queue(upload, SERVER.actor(organization, officer.id()));
        try (Connection owner = SERVER.owner();
                PreparedStatement gone = owner.prepareStatement("delete from role_grant where person = ?::uuid")) {
            gone.setString(1, officer.id().toString());
            gone.execute();
        }
        SERVER.bean(RecordUploadJob.class).run(RecordUploadJob.thing(organization.id(), id(upload)));
        assertThat(count()).isZero();
        assertThat(parts(upload)).isPositive();
    }

    @Test
    void is_kept_for_seven_days() throws Exception {
        String upload = sent(rows());
        SERVER.clock()
                .ahead(
                        Duration.ofDays(6),
                        () -> SERVER.bean(ExpireUploads.class).run());
        assertThat(parts(upload)).isPositive();
        SERVER.clock()
                .ahead(
                        Duration.ofDays(7).plusMinutes(1),
                        () -> SERVER.bean(ExpireUploads.class).run());
        assertThat(parts(upload)).isZero();
        assertThat(browser.get(upload).status()).isEqualTo(404);
    }

    private void queue(String upload) {
        queue(upload, SERVER.actor(organization));
    }

    private void queue(String upload, Actor sender) {
        Mapping mapping = new Mapping(
                sextant.platform.tables.Encoding.UTF_8,
                sextant.measurement.intake.Delimiter.COMMA,
                sextant.measurement.intake.Quote.DOUBLE,
                true,
                2,
                new sextant.measurement.intake.Columns(0, 1),
                sextant.measurement.intake.NumberStyle.PLAIN,
                sextant.measurement.intake.DateFormat.ISO_OFFSET_DATE_TIME,
                sender.organizationZone());
        SERVER.bean(Transactions.class)
                .writing(
                        organization.id(),
                        () -> assertThat(SERVER.bean(Uploads.class)
                                        .queue(organization.id(), id(upload), ChosenMapping.of(mapping, false)))
                                .isTrue());
    }

    private String sent(String csv) {
        Http.Answer sent = browser.postFile(page() + "/uploads", "file", "rows.csv", bytes(csv));
        assertThat(sent.status()).as(sent.toString()).isEqualTo(303);
        return sent.header("Location");
    }

    private String awaited(String upload) throws InterruptedException {
        String page = browser.get(upload).body();
        for (int i = 0; i < 600 && page.contains("<progress"); i++) {
            assertThat(page).contains("http-equiv=\"refresh\"");
            Thread.sleep(100);
            page = browser.get(upload).body();
        }
        return page;
    }

    private static String rows() {
        Instant first = Instant.parse("2024-01-01T00:00:00Z");
        StringBuilder rows = new StringBuilder("at,value\n");
        for (int i = 0; i < ROWS; i++)
            rows.append(first.plusSeconds(i * 60L)).append(',').append(i).append(".25\n");
        assertThat(rows.length()).isGreaterThan(Upload.SMALL);
        return rows.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private int count() {
        return SERVER.bean(Transactions.class)
                .read(
                        organization.id(),
                        () -> SERVER.bean(Measurements.class).count(organization.id(), KpiId.of(uuid(kpi))));
    }

    private int batches() {
        return SERVER.bean(Transactions.class)
                .read(
                        organization.id(),
                        () -> SERVER.bean(Batches.class).of(organization.id(), java.util.List.of(KpiId.of(uuid(kpi)))))
                .size();
    }

    private int parts(String upload) throws Exception {
        try (Connection owner = SERVER.owner();
                PreparedStatement parts =
                        owner.prepareStatement("select count(*) from upload_part where upload = ?::uuid")) {
            parts.setString(1, uuid(upload));
            var row = parts.executeQuery();
            row.next();
            return row.getInt(1);
        }
    }

    private String page() {
        return kpi.substring("/api/v1".length());
    }

    private static UUID id(String path) {
        return UUID.fromString(uuid(path));
    }

    private static String uuid(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private String defineKpi() {
        Http.Answer made = api.json("POST", "/api/v1/kpis", """
                {"name":"Share","unit":"%s","valueKind":"number","direction":"increase","collectedEvery":"month"}
                """.formatted(organization.root()));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.header("Location");
    }
}
