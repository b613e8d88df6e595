package sextant.browser;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sextant.people.ChangeProfile;
import sextant.people.Persons;
import sextant.people.Role;
import sextant.platform.database.Transactions;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;

/**
 * An organization with something on every page: units, a team, KPIs with and without measurements, and objectives in each
 * state, with long names among the short. Made once, by the forms that people use.
 */
final class Furnished {
    private static final TestServer SERVER = TestServer.running();

    final TestOrganization organization = SERVER.organization("Guillemot Insurance");
    final TestPerson ada = organization.administrator();
    final TestPerson carla = SERVER.person(organization, "Carla Conti", Role.TOP_MANAGEMENT, Role.SECURITY_OFFICER);
    private final Http adas = SERVER.http(ada);
    private final Http carlas = SERVER.http(carla);
    private final LocalDate today = LocalDate.ofInstant(SERVER.clock().instant(), ZoneId.of("Europe/Berlin"));

    final String unit;
    final String team;
    final String person;
    final String left;
    final String held;
    final String kpi;
    final String emptyKpi;
    final String upload;
    final String badUpload;
    final String largeUpload;
    final String recordingUpload;
    final String recordedUpload;
    final String importPreview;
    final String importToMend;
    final String importDone;
    final String draft;
    /** A document under control. */
    final String document;

    final String proposed;
    final String proposedByCarla;
    final String running;
    /** When there was all of this. */
    final Instant moment;

    final String past;

    /** @param language that both read */
    Furnished(String language) {
        for (TestPerson one : List.of(ada, carla))
            SERVER.bean(ChangeProfile.class)
                    .change(SERVER.actor(organization, one.id()), version(one), language, "Europe/Berlin");
        made(adas.post(
                "/people/units/new",
                "name",
                "Operations",
                "kind",
                "function",
                "parent",
                organization.root().toString(),
                "relevant",
                "true"));
        made(adas.post(
                "/people/teams/new",
                "name",
                "Security operations",
                "purpose",
                "Finds and closes weaknesses",
                "members",
                ada.id().toString()));
        String people = adas.get("/people").body();
        unit = linked(people, "Operations");
        team = linked(people, "Security operations");
        person = linked(people, carla.name());
        left = gone("Wanda Wall");
        held = gone("Hilda Holm");
        made(adas.post("/people/holds", "person", held.replaceFirst(".*/", ""), "reason", "Proceeding 4 O 12/26"));
        made(adas.post(
                "/people/holds",
                "person",
                person.replaceFirst(".*/", ""),
                "reason",
                "Trade law, 6 years",
                "until",
                today.plusYears(6).toString()));
        kpi = kpi("K-1", "Median days to remediate a critical vulnerability on systems that face the internet", "days");
        String emptyUploads = kpi("K-3", "Blocked sign-ins a minute", "sign-ins");
        emptyKpi = kpi("K-2", "Share of staff that completed the awareness course", "%");
        measure();
        upload = upload(kpi, "date,value\n" + today.minusDays(1) + ",21.5\n");
        badUpload = upload(kpi, "date,value\n2024-13-45,x\n" + today.minusDays(2) + ",22\n");
        String many = many();
        largeUpload = upload(kpi, many);
        recordingUpload = upload(kpi, many);
        halfRecorded(recordingUpload);
        recordedUpload = upload(emptyUploads, many + "2024-13-45,x\n");
        adas.post(recordedUpload, "mode", "good");
        importPreview = table(
                "units",
                "Name of the unit,Kind,Belongs to,Relevant,Cost centre\nPlant,level,,yes,40\nFitters,function,Plant,no,41\n"
                        + "Drivers,function,Plant,no,42\nHuman resources,function,,yes,10\n");
        importToMend = table(
                "objectives",
                "No.,Title,Unit,Owner,KPI,Kind,Target value,Due\n,Patch within a week,Plant,ada@here.example,KPI-999,Reach by a date,7,"
                        + "31.12.2027\n,,Human resources,,,,,\n,Train everybody,Human resources,,,sideways,95,soon\n");
        importDone = table("units", "name,kind\nReception,function\n");
        adas.post(importDone);
        running = objective(
                "O-1",
                "Remediate critical vulnerabilities within three weeks",
                today.minusDays(400),
                today.plusDays(90));
        plan(running);
        approve(running);
        adas.post(
                running + "/wording",
                "field",
                "purpose",
                "text",
                "What faces the internet is mended before it is found.",
                "reason",
                "Plainer words");
        past = objective("O-2", "Halve the time to remediate", today.minusDays(500), today.minusDays(30));
        approve(past);
        proposed = objective("O-3", "Keep remediation short next year", today.plusDays(30), today.plusDays(300));
        adas.post(proposed + "/proposal");
        proposedByCarla = objective(carlas, "O-5", "Review every supplier", today.plusDays(30), today.plusDays(300));
        carlas.post(proposedByCarla + "/proposal");
        moment = SERVER.clock().instant();
        document = document();
        FurnishedMail.in(organization);
        draft = objective("O-4", "An idea", today.plusDays(30), today.plusDays(300));
    }

    /** The status report: its first edition approved, its second one waiting. */
    private String document() {
        List<String> fields = new ArrayList<>(List.of(
                "kind",
                "status-report",
                "reference",
                "DOC-001",
                "title",
                "Status report on the information security objectives",
                "unit",
                organization.root().toString(),
                "owner",
                ada.id().toString(),
                "language",
                "en",
                "classification",
                "confidential",
                "teams",
                team.replaceFirst(".*/", ""),
                "others",
                "The auditors outside",
                "references",
                "ISO/IEC 27001:2022, 9.1",
                "keptYears",
                "3",
                "every",
                "quarter",
                "next",
                today.plusDays(40).toString()));
        int at = 0;
        for (String part : List.of("status", "trend", "deviations", "actions", "conformance", "changes"))
            fields.addAll(List.of(
                    "sections[" + at + "].heading",
                    "Part " + (at + 1),
                    "sections[" + at + "].text",
                    "What **counts**, and where it [stands](/objectives).",
                    "sections[" + at++ + "].part",
                    part));
        String made = made(adas.post("/documents/new", fields.toArray(String[]::new)));
        made(adas.post(made + "/editions", "summary", "First edition"));
        String page = carlas.get(made + "/editions/1").body();
        String content = page.replaceFirst("(?s).*name=\"content\" value=\"([0-9a-f]+)\".*", "$1");
        made(carlas.post(made + "/editions/1/decision", "content", content, "decision", "approved", "comment", "Good"));
        made(adas.post(made + "/editions", "summary", "The third quarter"));
        return made;
    }

    private String kpi(String reference, String name, String measuredIn) {
        return made(adas.post(
                "/kpis/new",
                "reference",
                reference,
                "name",
                name,
                "unit",
                organization.root().toString(),
                "informationNeed",
                "Are we fast enough?",
                "formula",
                "Median of (closed − found)",
                "valueKind",
                "number",
                "unitOfMeasure",
                measuredIn,
                "direction",
                "decrease",
                "source",
                "Ticket system",
                "collectedEvery",
                "month",
                "graceDays",
                "10",
                "analysedEvery",
                "quarter",
                "reportedEvery",
                "quarter",
                "measuredBy",
                ada.id().toString()));
    }

    private void measure() {
        for (int month = 13; month >= 0; month--)
            made(adas.postFile(
                    kpi + "/measurements/new",
                    "evidence",
                    "",
                    new byte[0],
                    "correction",
                    "false",
                    "was",
                    "",
                    "at",
                    today.minusDays(5).minusMonths(month).toString(),
                    "value",
                    String.valueOf(28 + month * 2 + month % 3)));
    }

    /** A file of more than is recorded while its sender waits. */
    private static String many() {
        StringBuilder rows = new StringBuilder("at,value\n");
        for (int minute = 0; minute < 20_000; minute++)
            rows.append(java.time.Instant.parse("2025-03-01T00:00:00Z").plusSeconds(minute * 60L))
                    .append(',')
                    .append(minute * 7 % 61)
                    .append(".5\n");
        return rows.toString();
    }

    /** As the page finds it in the middle of the job, for as long as it takes to look at it. */
    private static void halfRecorded(String upload) {
        String id = upload.substring(upload.lastIndexOf('/') + 1);
        try (var owner = SERVER.owner();
                var half = owner.prepareStatement(
                        "update upload set state = 'recording', progress = 64 where id = ?::uuid")) {
            half.setString(1, id);
            half.executeUpdate();
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String upload(String toKpi, String csv) {
        return made(adas.postFile(toKpi + "/uploads", "file", "remediation.csv", csv.getBytes(StandardCharsets.UTF_8)));
    }

    /** Somebody who may not sign in any more. */
    private String gone(String name) {
        Http.Answer made = adas.post(
                "/people/persons/new",
                "name",
                name,
                "email",
                name.replace(' ', '.').toLowerCase(java.util.Locale.ROOT) + "@guillemot.example",
                "kind",
                "employee",
                "language",
                "en",
                "timeZone",
                "Europe/Berlin");
        if (made.status() != 201) throw new IllegalStateException("not taken: " + made);
        return linked(adas.get("/people").body(), name);
    }

    private String table(String register, String csv) {
        return made(
                adas.postFile("/import/" + register, "file", register + ".csv", csv.getBytes(StandardCharsets.UTF_8)));
    }

    private String objective(String reference, String title, LocalDate starts, LocalDate ends) {
        return objective(adas, reference, title, starts, ends);
    }

    private String objective(Http writer, String reference, String title, LocalDate starts, LocalDate ends) {
        return made(writer.post(
                "/objectives/new",
                "reference",
                reference,
                "title",
                title,
                "purpose",
                "Known weaknesses that face the internet are mended before they are used.",
                "rationale",
                "Exploits appear within days of publication.",
                "unit",
                organization.root().toString(),
                "owner",
                ada.id().toString(),
                "starts",
                starts.toString(),
                "ends",
                ends.toString(),
                "targets[0].kpi",
                kpi.substring("/kpis/".length()),
                "targets[0].kind",
                "reach",
                "targets[0].baselineValue",
                "55",
                "targets[0].baselineDate",
                starts.toString(),
                "targets[0].targetValue",
                "21",
                "targets[0].due",
                ends.toString(),
                "targets[0].atRisk",
                "3",
                "targets[0].offTrack",
                "9",
                "achievable",
                "The best team is there already."));
    }

    private void plan(String objective) {
        made(adas.post(
                objective + "/plan",
                "version",
                "0",
                "actions[0].title",
                "Scan what faces the internet every night",
                "actions[0].responsible",
                ada.id().toString(),
                "actions[0].due",
                today.minusDays(20).toString(),
                "actions[0].state",
                "open",
                "actions[1].title",
                "Patch within a maintenance window each week",
                "actions[1].responsible",
                carla.id().toString(),
                "actions[1].due",
                today.plusDays(20).toString(),
                "actions[1].state",
                "open"));
    }

    /** Proposed by Ada, who wrote it; approved by Carla, who sees the content's hash on the page. */
    private void approve(String objective) {
        adas.post(objective + "/proposal");
        String page = carlas.get(objective + "/approval").body();
        String content = page.replaceFirst("(?s).*name=\"content\" value=\"([0-9a-f]+)\".*", "$1");
        made(carlas.post(
                objective + "/approval",
                "content",
                content,
                "decision",
                "approve",
                "findings",
                "Measurable, and achievable with the plan."));
    }

    /** Where a page's link with that text leads. */
    private static String linked(String page, String text) {
        Matcher link = Pattern.compile("href=\"([^\"]+)\">" + Pattern.quote(text) + "<")
                .matcher(page);
        if (!link.find()) throw new IllegalStateException("no link " + text + " in " + page);
        return link.group(1);
    }

    private int version(TestPerson person) {
        return SERVER.bean(Transactions.class)
                .read(
                        organization.id(),
                        () -> SERVER.bean(Persons.class)
                                .get(organization.id(), person.id())
                                .version());
    }

    static String setUpLink() {
        return SERVER.setUpLink();
    }

    /** A new link for somebody without a password. */
    String invitation() {
        Http.Answer answer = adas.post(person + "/invitations");
        Matcher link = Pattern.compile("/invitations/[\\w-]+").matcher(answer.body());
        if (!link.find()) throw new IllegalStateException("no link: " + answer);
        return link.group();
    }

    /** The path that a form leads to once it was taken. */
    private static String made(Http.Answer answer) {
        if (answer.status() != 303) throw new IllegalStateException("not taken: " + answer);
        return answer.header("Location").replaceFirst("https?://[^/]+", "").replaceFirst("\\?.*", "");
    }
}
