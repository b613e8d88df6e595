package sextant.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sextant.people.ImportsRecords;
import sextant.people.Person;
import sextant.people.Role;
import sextant.people.UnitId;
import sextant.platform.language.Languages;
import sextant.platform.language.Texts;
import sextant.platform.tables.TableForm;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ImportTest {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String CSV = "text/csv";

    private static final String UNITS = """
            Name of the unit,Kind,Belongs to,Relevant
            Patching,function,Operations / IT,yes
            IT,function,Operations,no
            Operations,level,,yes
            IT,function,Sales,no
            Sales,level,Knot,no
            """;
    private static final String PERSONS = """
            Name,E-mail address,Kind,Role,On the unit
            Bea Bach,bea@knot.example,Employee,Objective owner,Operations / IT
            Cem Can,cem@knot.example,contractor,,
            Bea Bach,bea@knot.example,Employee,Employee,Knot
            """;
    private static final String KPIS = """
            No.,Name,Unit,Direction,Unit of measure,Measured by
            KPI-050,Days to patch,Patching,decrease,days,bea@knot.example
            ,Training done,Operations,increase,%,Cem Can
            """;
    private static final String OBJECTIVES = """
            reference,title,unit,owner,serves,starts,ends,kpi,kind,baselineValue,baselineDate,targetValue,due,milestones
            OBJ-007,Patch within days,Patching,bea@knot.example,OBJ-001,01.02.2026,2026-12-31,KPI-050,Reach by a date,30,2026-02-01,7,2026-12-31,30.06.2026: 14; 2026-09-30: 9
            ,,,,,,,KPI-051,maintain,40,2026-02-01,95,2026-10-01,
            OBJ-001,Keep systems current,Knot,,,,,,,,,,,
            ,Without a number,Sales,,,,,,,,,,,
            """;

    private final TestOrganization organization = SERVER.organization("Knot");
    private final TestPerson ada = SERVER.person(organization, "Ada Alt", Role.values());
    private final Http page = SERVER.http(ada);
    private final Http api = SERVER.api(ada.token());

    @Test
    void brings_units_persons_kpis_and_objectives_with_all_that_they_name() {
        assertThat(imported("units", UNITS)).isEqualTo("5 added, 0 there");
        assertThat(imported("persons", PERSONS)).isEqualTo("2 added, 0 there");
        assertThat(imported("kpis", KPIS)).isEqualTo("2 added, 0 there");
        assertThat(imported("objectives", OBJECTIVES)).isEqualTo("3 added, 0 there");

        String units = page.get("/people/units.csv").body();
        assertThat(units).contains("Patching,Function,IT,Yes", "IT,Function,Sales,No");
        String persons = page.get("/people/persons.csv").body();
        assertThat(persons).contains("Objective owner,IT", "Employee,Knot", "Cem Can");
        assertThat(page.get("/kpis.csv").body()).contains("KPI-050,Days to patch,Patching", "KPI-051,Training done");

        JsonNode patch = objective("OBJ-007");
        assertThat(patch.at("/latest/stage").asString()).isEqualTo("draft");
        assertThat(patch.at("/latest/starts").asString()).isEqualTo("2026-02-01");
        assertThat(patch.at("/latest/targets")).hasSize(2);
        assertThat(patch.at("/latest/targets/0/milestones")).hasSize(2);
        assertThat(patch.at("/latest/targets/0/milestones/0/date").asString()).isEqualTo("2026-06-30");
        assertThat(patch.at("/latest/targets/1/kind").asString()).isEqualTo("maintain");
        assertThat(patch.at("/latest/serves").asString())
                .isEqualTo(objective("OBJ-001").at("/id").asString());
        assertThat(objective("OBJ-008").at("/latest/title").asString()).isEqualTo("Without a number");
    }

    @Test
    void what_is_there_already_stays_as_it_is_so_that_a_table_can_be_sent_again() {
        imported("units", UNITS);
        imported("persons", PERSONS);
        imported("kpis", KPIS);
        assertThat(imported("units", UNITS)).isEqualTo("0 added, 5 there");
        assertThat(imported("persons", PERSONS)).isEqualTo("0 added, 2 there");
        assertThat(imported("kpis", KPIS.replace("Days to patch", "Something else")))
                .as("one without a number is a new one")
                .isEqualTo("1 added, 1 there");
        assertThat(page.get("/kpis.csv").body()).contains("Days to patch").doesNotContain("Something else");
    }

    @Test
    void the_registers_own_files_come_back() {
        imported("units", UNITS);
        imported("persons", PERSONS);
        assertThat(imported("persons", page.get("/people/persons.csv").body())).startsWith("0 added");
        // Two units are called IT, and the file tells the parent by its name alone.
        String units = page.get("/people/units.csv").body().replace("Patching,Function,IT,Yes\r\n", "");
        assertThat(imported("units", units)).startsWith("0 added");
    }

    @Test
    void a_preview_promises_nothing_that_does_not_hold_and_keeps_nothing() {
        Http.Answer dry = send("units?dryRun=true", CSV, UNITS.getBytes(StandardCharsets.UTF_8));
        assertThat(dry.status()).as(dry.toString()).isEqualTo(200);
        assertThat(JSON.readTree(dry.body()).at("/added").asInt()).isEqualTo(5);
        assertThat(page.get("/people/units.csv").body()).doesNotContain("Patching");

        Http.Answer sent = page.postFile("/import/units", "file", "units.csv", bytes(UNITS));
        String path = sent.header("Location");
        String preview = page.get(path).body();
        assertThat(preview)
                .contains("5 records would be added", "Add 5 units", "Operations / IT / Patching", "Will be added");
        assertThat(page.get("/people/units.csv").body()).doesNotContain("Patching");

        Http.Answer added = page.post(path);
        assertThat(added.header("Location")).isEqualTo("/people");
        assertThat(page.get("/people").body()).contains("Imported. Added: 5. There already: 0.", "Patching");
        assertThat(page.post(path).header("Location")).as("pressed twice").isEqualTo(path);
        assertThat(page.get(path).body()).contains("5 records were added");
        assertThat(page.get("/people/units.csv").body().split("Patching", -1)).hasSize(2);
    }

    @Test
    void nothing_is_added_when_a_record_is_refused_and_each_problem_stands_at_its_cell() {
        imported("units", UNITS);
        imported("kpis", KPIS.replace("bea@knot.example", "").replace("Cem Can", ""));
        String wrong = """
                reference;title;unit;owner;serves;starts;kpi;kind;targetValue;milestones
                OBJ-1;Good one;Sales;;;;;;;
                OBJ-2;;Nowhere;nobody@x.example;OBJ-99;31.02.2026;;;;
                OBJ-3;Third;IT;;;;KPI-999;sideways;;
                OBJ-4;Fourth;Sales;;;;KPI-050;reach;many;soon
                OBJ-1;Good one;Sales;;;;KPI-050;reach;x;
                """;
        Http.Answer refused = send("objectives", CSV, bytes(wrong));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(problems(refused))
                .containsExactlyInAnyOrder(
                        "3 starts import-date",
                        "4 kind import-choice",
                        "5 targetValue not-a-number",
                        "5 milestones milestone-unread",
                        "6 targetValue not-a-number");
        String mended = wrong.replace("31.02.2026", "").replace("sideways", "reach");
        assertThat(problems(send("objectives", CSV, bytes(mended))))
                .contains(
                        "3 title required",
                        "3 unit unit-unknown",
                        "3 owner person-unknown",
                        "3 serves serves-unknown",
                        "4 unit unit-ambiguous",
                        "4 kpi kpi-unknown");
        assertThat(page.get("/objectives.csv").body()).doesNotContain("Good one");

        Http.Answer sent = page.postFile("/import/objectives", "file", "wrong.csv", bytes(mended));
        String preview = page.get(sent.header("Location")).body();
        assertThat(preview)
                .contains("There is no unit “Nowhere”", "Several units are called “IT”", "Send the mended table")
                .doesNotContain("Add one objective", "import.", "problem.");
        assertThat(page.post(sent.header("Location")).status()).isEqualTo(422);
        assertThat(page.get("/objectives.csv").body()).doesNotContain("Good one");
    }

    @Test
    void the_same_record_twice_is_told_with_the_line_of_the_first() {
        imported("units", UNITS);
        Http.Answer refused = send(
                "kpis",
                CSV,
                bytes(KPIS.replace(",Training done", "KPI-050,Training done")
                        .replace("bea@knot.example", "")
                        .replace("Cem Can", "")));
        assertThat(problems(refused)).containsExactly("3 reference import-twice");
        assertThat(refused.body()).contains("line 2");
    }

    @Test
    void a_row_that_has_more_than_a_target_is_an_objective_of_its_own() {
        imported("units", UNITS);
        String table = "title,unit,owner,due\nOne,Sales,,\n,IT,,2027-01-01\n";
        assertThat(problems(send("objectives", CSV, bytes(table)))).contains("3 title required");
    }

    @Test
    void units_that_belong_to_each_other_are_refused() {
        assertThat(problems(send("units", CSV, bytes("name,kind,parent\nA,level,B\nB,level,A\nC,level,C\n"))))
                .containsExactlyInAnyOrder("2 parent unit-unknown", "3 parent unit-unknown", "4 parent unit-unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "windows-1252"})
    void german_headings_choices_and_encodings_are_understood(String charset) {
        String table = """
                Name der Einheit;Art;Gehört zu;Relevant
                Prüfstelle;Funktion;;Ja
                """;
        Http.Answer made = send(
                "units",
                CSV,
                ("\ufeff" + table)
                        .replace(charset.equals("windows-1252") ? "\ufeff" : "", "")
                        .getBytes(Charset.forName(charset)));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(page.get("/people").body()).contains("Prüfstelle");
    }

    @Test
    void a_spreadsheet_is_read_with_its_dates_and_numbers() {
        imported("units", UNITS);
        imported("kpis", KPIS.replace("bea@knot.example", "").replace("Cem Can", ""));
        byte[] book = workbook(
                List.of(
                        "title",
                        "unit",
                        "starts",
                        "ends",
                        "kpi",
                        "baselineValue",
                        "baselineDate",
                        "targetValue",
                        "due"),
                sheet -> {
                    sheet.value(1, 0, "From a sheet");
                    sheet.value(1, 1, "Patching");
                    date(sheet, 1, 2, java.time.LocalDate.of(2026, 2, 1));
                    date(sheet, 1, 3, java.time.LocalDate.of(2026, 12, 31));
                    sheet.value(1, 4, "KPI-050");
                    sheet.value(1, 5, 30.125);
                    date(sheet, 1, 6, java.time.LocalDate.of(2026, 2, 1));
                    sheet.value(1, 7, 7);
                    date(sheet, 1, 8, java.time.LocalDate.of(2026, 12, 31));
                });
        Http.Answer made = send("objectives", TableForm.XLSX.mediaType(), book);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        JsonNode objective = objective("OBJ-001");
        assertThat(objective.at("/latest/ends").asString()).isEqualTo("2026-12-31");
        assertThat(objective.at("/latest/targets/0/baselineValue").asString()).startsWith("30.125");
    }

    @Test
    void a_table_that_is_none_is_answered_with_the_reason() {
        assertThat(said("units", "")).contains("The table is empty");
        assertThat(said("units", "name,kind\n")).contains("The table is empty");
        assertThat(said("units", "colour,size\nred,5\n")).contains("lacks these headings: Name of the unit, Kind");
        assertThat(said("units", "name,kind,Name of the unit\na,level,b\n")).contains("“Name of the unit”");
        assertThat(said("units", "name,kind\n\"a,level\nb,level\n")).contains("a quotation mark does not close");
        assertThat(said("units", "name,kind\n" + "a,level\n".repeat(2_001))).contains("more than 2,000 rows");
        assertThat(said("units", "name,kind\na" + ",".repeat(150) + "\n")).contains("Line 2 has more than 100 cells");
        assertThat(said("units", "name,kind\n" + "x".repeat(5_000_001))).contains("larger than 5 MB");
        Http.Answer large = page.postFile("/import/units", "file", "large.xlsx", new byte[6_000_000]);
        assertThat(large.status()).isEqualTo(422);
        assertThat(large.body()).contains("larger than 5 MB");
        assertThat(said("units", "name,kind\nab\0cd,level\n")).contains("neither a CSV nor an XLSX");
        Http.Answer unread = send("units", CSV, bytes("name,kind,colour\nA,level,red\n"));
        assertThat(JSON.readTree(unread.body()).at("/unread/0").asString()).isEqualTo("colour");
        assertThat(send("cats", CSV, bytes(UNITS)).status()).isEqualTo(404);
        assertThat(send("units", "application/pdf", bytes(UNITS)).status()).isEqualTo(415);
        Http.Answer sent = page.postFile("/import/units", "file", "old.xls", new byte[] {
            (byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0, 0, 0, 0, 0
        });
        assertThat(sent.status()).isEqualTo(422);
        assertThat(sent.body()).contains("Save it as .xlsx without a password", "Nothing was added.");
    }

    @Test
    void nobody_adds_where_a_form_would_not_let_them() {
        imported("units", UNITS);
        UUID sales = UUID.fromString(unit("Sales"));
        TestPerson head =
                SERVER.person(organization, "Hal Head", Set.of(new Person.Grant(Role.UNIT_HEAD, new UnitId(sales))));
        Http theirs = SERVER.api(head.token());
        Http.Answer refused = theirs.send(
                "POST",
                "/api/v1/imports/kpis",
                CSV,
                BodyPublishers.ofString("name,unit,direction\nMine,Sales,increase\nNot mine,Operations,increase\n"));
        assertThat(problems(refused)).containsExactly("3 unit unit-not-yours");
        assertThat(theirs.send("POST", "/api/v1/imports/units", CSV, BodyPublishers.ofString(UNITS))
                        .status())
                .isEqualTo(403);
        assertThat(SERVER.http(head).get("/import/persons").status()).isEqualTo(403);
        assertThat(SERVER.http(head).get("/kpis").body()).contains("/import/kpis");
        String sent =
                page.postFile("/import/kpis", "file", "kpis.csv", bytes(KPIS)).header("Location");
        assertThat(SERVER.http(head).get(sent).status()).as("another's file").isEqualTo(404);
        assertThat(page.get(sent.replace("/kpis/", "/units/")).status()).isEqualTo(404);
    }

    @Test
    void a_kept_table_goes_after_a_week() {
        String sent = page.postFile("/import/units", "file", "units.csv", bytes(UNITS))
                .header("Location");
        SERVER.clock().ahead(Duration.ofDays(8), () -> {
            SERVER.bean(ExpireImports.class).run();
            assertThat(SERVER.http(ada).get(sent).status()).isEqualTo(404);
        });
    }

    @Test
    void no_heading_of_a_register_is_that_of_another_column() {
        for (ImportsRecords register : SERVER.beans(ImportsRecords.class))
            for (var language : Languages.ALL) {
                Texts texts = SERVER.bean(Languages.Speaking.class).texts(language);
                assertThat(register.columns(texts).stream()
                                .flatMap(column -> java.util.stream.Stream.of(column.heading(), column.key())
                                        .map(String::toLowerCase)
                                        .distinct()))
                        .as(register.about().code() + " " + language)
                        .doesNotHaveDuplicates();
            }
    }

    @Test
    void a_template_is_a_table_that_can_be_filled_in() throws Exception {
        for (String code : List.of("units", "persons", "kpis", "objectives")) {
            Http.Answer template = page.get("/import/" + code + "/template.csv");
            assertThat(template.status()).isEqualTo(200);
            assertThat(said(code, template.body())).as(code).contains("The table is empty");
            assertThat(page.get("/import/" + code + "/template.xlsx").bytes()).startsWith('P', 'K');
        }
        assertThat(page.get("/import/units/template.pdf").status()).isEqualTo(404);
        JsonNode columns =
                JSON.readTree(api.get("/api/v1/imports/units").body()).at("/columns");
        assertThat(columns.at("/1/options/0/code").asString()).isEqualTo("organization");
    }

    @Test
    void statements_grow_with_the_rows_and_with_nothing_else() {
        imported("units", UNITS);
        String head = "name,unit,direction\n";
        String rows = IntStream.range(0, 20)
                .mapToObj(one -> "KPI " + one + ",Sales,increase\n")
                .collect(Collectors.joining());
        int few = send("kpis", CSV, bytes(head + rows)).statements().size();
        int many = send("kpis", CSV, bytes(head + rows + rows)).statements().size();
        assertThat((many - few) / 20).isLessThan(12);
    }

    private String imported(String code, String table) {
        Http.Answer made = send(code, CSV, bytes(table));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        JsonNode told = JSON.readTree(made.body());
        return told.at("/added").asInt() + " added, " + told.at("/alreadyThere").asInt() + " there";
    }

    private String said(String code, String table) {
        Http.Answer refused = send(code, CSV, bytes(table));
        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
        return JSON.readTree(refused.body()).at("/detail").asString();
    }

    private Http.Answer send(String path, String type, byte[] content) {
        return api.send("POST", "/api/v1/imports/" + path, type, BodyPublishers.ofByteArray(content));
    }

    private static List<String> problems(Http.Answer refused) {
        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
        return StreamSupport.stream(JSON.readTree(refused.body()).at("/rows").spliterator(), false)
                .flatMap(row -> StreamSupport.stream(row.at("/errors").spliterator(), false))
                .map(one -> one.at("/line").asInt() + " " + one.at("/field").asString() + " "
                        + one.at("/code").asString())
                .toList();
    }

    private JsonNode objective(String reference) {
        return StreamSupport.stream(
                        JSON.readTree(api.get("/api/v1/objectives?limit=200").body())
                                .spliterator(),
                        false)
                .filter(one -> one.at("/reference").asString().equals(reference))
                .map(one -> JSON.readTree(
                        api.get("/api/v1/objectives/" + one.at("/id").asString())
                                .body()))
                .findFirst()
                .orElseThrow();
    }

    private String unit(String name) {
        return StreamSupport.stream(
                        JSON.readTree(api.get("/api/v1/units").body()).spliterator(), false)
                .filter(one -> one.at("/name").asString().equals(name))
                .map(one -> one.at("/id").asString())
                .findFirst()
                .orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void date(Worksheet sheet, int row, int column, java.time.LocalDate date) {
        sheet.value(row, column, date);
        sheet.style(row, column).format("yyyy-mm-dd").set();
    }

    private interface Fill {
        void into(Worksheet sheet);
    }

    private static byte[] workbook(List<String> headings, Fill fill) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "Test", "1.0")) {
            Worksheet sheet = book.newWorksheet("Table");
            for (int i = 0; i < headings.size(); i++) sheet.value(0, i, headings.get(i));
            fill.into(sheet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
