package sextant.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sextant.ledger.PackVerdict;
import sextant.ledger.PackVerifier;
import sextant.testing.TestServer;

/**
 * The main job on real input, by two people at two browsers: how long the catalogue of known exploited vulnerabilities of the
 * CISA gives to remediate one, month by month. Ada reads English, Bernd reads German.
 */
class MainJobTest {
    private static final Path REAL_INPUT = Optional.ofNullable(System.getenv("SEXTANT_SHARED_DATA"))
            .map(Path::of)
            .orElse(Path.of("../../shared/data"))
            .resolve("kev-monthly.csv");

    @Test
    void an_objective_is_set_measured_approved_judged_and_proved(@TempDir Path scratch) throws IOException {
        assumeTrue(
                Files.isReadable(REAL_INPUT),
                "skipped: no kev-monthly.csv; SEXTANT_SHARED_DATA names the folder it is in");
        try (Visitor ada = Visitor.speaking("en-GB");
                Visitor bernd = Visitor.speaking("de-DE")) {
            setUp(ada);
            invite(ada, bernd);
            String kpi = defineKpi(ada);
            uploadsAllAndThenNothing(ada, kpi);
            String objective = setObjective(ada);
            propose(ada, objective);
            approve(bernd, objective);
            showsThatItWasAchieved(ada, bernd, objective);
            Path pack = buildPack(ada, objective, scratch);
            verifiesUntilAByteIsChanged(pack, scratch);
        }
    }

    private static void setUp(Visitor ada) {
        Page page = ada.page();
        ada.open(TestServer.running().setUpLink());
        page.locator("#organization").fill("Kittiwake");
        page.locator("#name").fill("Ada Adler");
        page.locator("#email").fill("ada@kittiwake.example");
        page.locator("#password").fill(TestServer.PASSWORD);
        page.locator("#language").selectOption("en");
        assertThat(page.locator("#timeZone").inputValue())
                .as("the browser's own")
                .isEqualTo("Europe/Berlin");
        ada.submit("form.stack");
        ada.signIn("ada@kittiwake.example", TestServer.PASSWORD);
        assertThat(page.url()).endsWith("/");
    }

    private static void invite(Visitor ada, Visitor bernd) {
        Page page = ada.page();
        ada.open("/people/persons/new");
        page.locator("#name").fill("Bernd Brandt");
        page.locator("#email").fill("bernd@kittiwake.example");
        page.locator("#language").selectOption("de");
        if (page.locator("[name='grants[0].role']").count() == 0)
            page.locator("[data-add]").click();
        page.locator("[name$='.role']").first().selectOption("top-management");
        page.locator("[name$='.unit']").first().selectOption(new SelectOption().setIndex(1));
        ada.submit("form.form");
        String link = page.locator("#link").inputValue();
        bernd.open(link.substring(link.indexOf("/invitations/")));
        bernd.page().locator("#password").fill(TestServer.PASSWORD);
        bernd.submit("form.stack");
        bernd.signIn("bernd@kittiwake.example", TestServer.PASSWORD);
        assertThat(bernd.page().locator("html").getAttribute("lang")).isEqualTo("de");
    }

    private static String defineKpi(Visitor ada) {
        Page page = ada.page();
        ada.open("/kpis/new");
        page.locator("#name").fill("Median days allowed to remediate a known exploited vulnerability");
        page.locator("#unit").selectOption(new SelectOption().setIndex(1));
        page.locator("#informationNeed").fill("How fast do we have to be, to remediate what is being exploited?");
        page.locator("#formula").fill("Median of (due date − date added) over the entries added in the month");
        page.locator("#unitOfMeasure").fill("days");
        page.locator("#direction").selectOption("decrease");
        page.locator("#collectedEvery").selectOption("month");
        page.locator("#graceDays").fill("10");
        page.locator("#source").fill("CISA, Known Exploited Vulnerabilities Catalog");
        ada.submit("form.form");
        assertThat(page.url()).contains("/kpis/");
        return page.url();
    }

    private static void uploadsAllAndThenNothing(Visitor ada, String kpi) {
        Page page = ada.page();
        upload(ada);
        assertThat(page.locator("table.preview tbody tr").count()).isPositive();
        assertThat(page.locator("table.preview tr.bad").count()).isZero();
        assertThat(ada.text("form[method=post]:has([name=dates]) .button")).isEqualTo("Record 46 measurements");
        ada.submit("form[method=post]:has([name=dates])");
        assertThat(ada.text("[data-notice]")).contains("46");
        assertThat(ada.text("#measurements .section-head p")).contains("46");
        assertThat(ada.text(".big")).isEqualTo("21 days");

        ada.open(kpi);
        upload(ada);
        ada.submit("form[method=post]:has([name=dates])");
        assertThat(ada.text("[data-notice]")).isEqualTo("This very file was recorded before; nothing was added.");
        assertThat(ada.text("#measurements .section-head p")).contains("46");
    }

    private static void upload(Visitor ada) {
        Page page = ada.page();
        page.locator("#file").setInputFiles(REAL_INPUT);
        ada.follow(() -> page.locator("#upload .button").click());
        choose(page, "#time", "month_end");
        choose(page, "#value", "median_days_to_due");
        ada.follow(() -> page.locator("form[method=get].form .button").click());
    }

    /** Chooses the column of that name; the list shows an example value beside it. */
    private static void choose(Page page, String select, String column) {
        String option = page.locator(select + " option")
                .filter(new Locator.FilterOptions().setHasText(column))
                .first()
                .getAttribute("value");
        page.locator(select).selectOption(option);
    }

    private static String setObjective(Visitor ada) {
        Page page = ada.page();
        ada.open("/objectives/new");
        page.locator("#title").fill("Less time to remediate known exploited vulnerabilities");
        page.locator("#purpose").fill("What is being exploited is remediated before it is exploited here.");
        page.locator("#rationale").fill("Exploits appear within days; a deadline of half a year is none.");
        page.locator("#unit").selectOption(new SelectOption().setIndex(1));
        page.locator("#starts").fill("2021-11-30");
        page.locator("#ends").fill("2025-08-31");
        page.locator("[name='targets[0].kpi']").selectOption(new SelectOption().setIndex(1));
        page.locator("[name='targets[0].baselineValue']").fill("181");
        page.locator("[name='targets[0].baselineDate']").fill("2021-11-30");
        page.locator("[name='targets[0].targetValue']").fill("126.7");
        page.locator("[name='targets[0].due']").fill("2025-08-31");
        page.locator("[name='targets[0].atRisk']").fill("10");
        page.locator("[name='targets[0].offTrack']").fill("20");
        page.locator("#achievable").fill("Thirty percent less is what the best months show.");
        ada.submit("form.form");
        assertThat(page.url()).contains("/objectives/");
        return page.url().replaceFirst("\\?.*", "");
    }

    private static void propose(Visitor ada, String objective) {
        ada.open(objective);
        ada.submit("form[action$='/proposal']");
        assertThat(ada.page().locator("a[href$='/approval']").count())
                .as("who wrote it is not offered to approve it")
                .isZero();
    }

    private static void approve(Visitor bernd, String objective) {
        bernd.open(objective + "/approval");
        bernd.page().locator("#findings").fill("Messbar, erreichbar und an der Quelle nachgerechnet.");
        bernd.page().locator("#decision-approve").check();
        bernd.submit("form[action$='/approval']");
        assertThat(bernd.text("[data-notice]")).contains("nach dem Zeitraum");
    }

    private static void showsThatItWasAchieved(Visitor ada, Visitor bernd, String objective) {
        ada.open(objective);
        assertThat(ada.text("#main")).contains("It was approved after its period, which ended on 31 Aug 2025.");
        assertThat(ada.text(".standing .status")).isEqualTo("Achieved");
        assertThat(ada.text(".standing .why"))
                .isEqualTo(
                        "Median days allowed to remediate a known exploited vulnerability was 21 days on 31 Aug 2025."
                                + " The target was at most 126.7 days by 31 Aug 2025, so it was achieved.");
        bernd.open(objective);
        assertThat(bernd.text(".standing .status")).isEqualTo("Erreicht");
        assertThat(bernd.text(".standing .why"))
                .isEqualTo(
                        "„Median days allowed to remediate a known exploited vulnerability“ lag am 31. Aug. 2025 bei 21 days."
                                + " Der Zielwert war höchstens 126,7 days bis zum 31. Aug. 2025; er wurde erreicht.");
    }

    private static Path buildPack(Visitor ada, String objective, Path scratch) {
        ada.open(objective);
        ada.page().locator("#evidence .button").click();
        Locator file = ada.page().locator("a[href$='/file']");
        file.waitFor();
        Download download = ada.page().waitForDownload(file::click);
        Path pack = scratch.resolve("pack.zip");
        download.saveAs(pack);
        return pack;
    }

    private static void verifiesUntilAByteIsChanged(Path pack, Path scratch) throws IOException {
        PackVerdict verdict = new PackVerifier().verify(pack, Optional.empty(), Optional.empty());
        assertThat(verdict).isInstanceOfSatisfying(PackVerdict.Holds.class, holds -> {
            assertThat(holds.counts().rows()).isEqualTo(46);
            assertThat(holds.counts().records()).isPositive();
        });
        String changed = firstRecord(pack);
        Path forged = scratch.resolve("forged.zip");
        changeOneByte(pack, forged, changed);
        assertThat(new PackVerifier().verify(forged, Optional.empty(), Optional.empty()))
                .isInstanceOfSatisfying(
                        PackVerdict.DoesNotHold.class,
                        broken -> assertThat(broken.file()).isEqualTo(changed));
    }

    private static String firstRecord(Path pack) throws IOException {
        try (ZipFile zip = new ZipFile(pack.toFile())) {
            return zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith("records/"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void changeOneByte(Path pack, Path forged, String file) throws IOException {
        try (ZipFile zip = new ZipFile(pack.toFile());
                OutputStream out = Files.newOutputStream(forged);
                ZipOutputStream copy = new ZipOutputStream(out)) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                copy.putNextEntry(new ZipEntry(entry.getName()));
                try (InputStream in = zip.getInputStream(entry)) {
                    byte[] bytes = in.readAllBytes();
                    if (entry.getName().equals(file)) bytes[bytes.length / 2] ^= 1;
                    copy.write(bytes);
                }
                copy.closeEntry();
            }
        }
    }
}
