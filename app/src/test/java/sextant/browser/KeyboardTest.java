package sextant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Sextant without a mouse. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyboardTest {
    private final Furnished it = new Furnished("en");
    private final Visitor ada = Visitor.speaking("en-GB").signIn(it.ada.email(), it.ada.password());
    private final Page page = ada.page();

    @BeforeEach
    void beginAtTheRegister() {
        ada.open("/objectives");
    }

    @AfterAll
    void close() {
        ada.close();
    }

    @Test
    void the_first_stop_leads_past_the_navigation() {
        press("Tab");
        assertThat(focused("href")).isEqualTo("#main");
        assertThat(page.locator(".skip").boundingBox().y).as("it is seen").isNotNegative();
        press("Enter");
        assertThat(focused("id")).isEqualTo("main");
    }

    @Test
    void a_person_signs_in() {
        try (Visitor visitor = Visitor.speaking("en-GB")) {
            visitor.open("/sign-in");
            tabTo(visitor.page(), "email");
            visitor.page().keyboard().type(it.carla.email());
            press(visitor.page(), "Tab");
            visitor.page().keyboard().type(it.carla.password());
            visitor.follow(() -> press(visitor.page(), "Enter"));
            assertThat(visitor.text("h1")).isEqualTo("Where we stand");
        }
    }

    @Test
    void a_kpi_is_defined_by_tab_and_typing_and_enter() {
        ada.open("/kpis/new");
        type("name", "Share of suppliers reviewed");
        type("unit", "Guillemot");
        type("informationNeed", "Do we know our suppliers?");
        type("formula", "reviewed / all");
        type("unitOfMeasure", "%");
        type("direction", "Higher");
        while (!(boolean) page.evaluate("() => document.activeElement.matches('.buttons .button')")) press("Tab");
        ada.follow(() -> press("Enter"));
        assertThat(page.locator(".errors").count()).as(() -> ada.text("#main")).isZero();
        assertThat(ada.text("h1")).isEqualTo("Share of suppliers reviewed");
    }

    @Test
    void a_repeated_row_is_added_and_removed_and_the_focus_stays_beside_it() {
        ada.open(it.draft + "/edit");
        int rows = page.locator("#targets [data-rows] > .row").count();
        page.locator("#targets > [data-rows] > [data-add]").focus();
        press("Enter");
        assertThat(page.locator("#targets > [data-rows] > .row").count()).isGreaterThan(1);
        assertThat(focused("name")).endsWith(".kpi");
        page.locator("#targets > [data-rows] > .row")
                .last()
                .locator("> .remove")
                .focus();
        press("Enter");
        assertThat(page.locator("#targets [data-rows] > .row").count()).isEqualTo(rows);
        assertThat(focused("data-add")).isEmpty();
    }

    @Test
    void the_summary_of_errors_names_each_field_and_leads_into_it() {
        ada.open("/objectives/new");
        page.locator("#title").focus();
        ada.follow(() -> press("Enter"));
        assertThat(focused("class")).isEqualTo("errors");
        assertThat(page.locator(".errors li").allInnerTexts())
                .containsExactly("Title: Fill in this field", "Unit: Fill in this field");
        press("Tab");
        press("Enter");
        assertThat(focused("id")).isEqualTo("title");
        assertThat(page.locator("[aria-invalid=true]").count()).isEqualTo(2);
    }

    @Test
    void a_problem_in_a_repeated_row_says_which_row() {
        ada.open(it.draft + "/edit");
        page.locator("#targets > [data-rows] > [data-add]").click();
        page.locator("#targets > [data-rows] > .row")
                .last()
                .locator("[name$='.targetValue']")
                .fill("many");
        ada.follow(() -> press("Enter"));
        assertThat(page.locator(".errors li").allInnerTexts().toString()).contains("KPI (no. ", "Target value (no. ");
    }

    @Test
    void the_chart_is_read_point_by_point() {
        ada.open(it.running);
        Locator chart = page.locator("svg.chart-wide");
        Locator reading = page.locator(".chart-reading");
        chart.focus();
        press("Home");
        String first = reading.innerText();
        assertThat(first).contains("55");
        press("ArrowRight");
        assertThat(reading.innerText()).contains("52").isNotEqualTo(first);
        press("End");
        assertThat(reading.innerText()).contains("28");
        press("ArrowRight");
        assertThat(reading.innerText()).as("the last stays the last").contains("28");
        page.locator(".chart summary").focus();
        press("Enter");
        assertThat(page.locator(".chart table tbody tr").count()).isEqualTo(14);
        assertThat(page.locator(".chart table").isVisible()).isTrue();
    }

    @Test
    void the_palette_opens_finds_a_page_and_goes_there() {
        press("Control+k");
        assertThat(page.locator("#palette").isVisible()).isTrue();
        page.keyboard().type("kpi");
        assertThat(page.locator("#palette li").count()).isEqualTo(1);
        assertThat(Axe.violations(page)).isEmpty();
        ada.follow(() -> press("Enter"));
        assertThat(page.url()).endsWith("/kpis");
    }

    @Test
    void the_palette_closes_and_gives_the_focus_back() {
        page.locator(".bar-search input").focus();
        press("Control+k");
        press("Escape");
        assertThat(page.locator("#palette").isVisible()).isFalse();
        assertThat(focused("name")).isEqualTo("q");
    }

    @Test
    void what_the_palette_does_not_know_is_searched_for() {
        press("Control+k");
        page.keyboard().type("Halve");
        ada.follow(() -> press("Enter"));
        assertThat(page.locator("tbody tr").count()).isEqualTo(1);
        assertThat(ada.text("tbody tr")).contains("Halve the time to remediate");
    }

    @Test
    void slash_searches_and_g_with_a_letter_goes() {
        press("/");
        assertThat(focused("name")).isEqualTo("q");
        page.locator("h1").click();
        press("g");
        ada.follow(() -> press("u"));
        assertThat(page.url()).endsWith("/people");
    }

    @Test
    void a_german_reader_finds_the_key_that_a_german_keyboard_has() {
        press("?");
        assertThat(ada.text("#keys")).contains("Ctrl K");
        assertThat(Axe.violations(page)).isEmpty();
        Furnished same = new Furnished("de");
        try (Visitor german = Visitor.speaking("de-DE").signIn(same.ada.email(), same.ada.password())) {
            press(german.page(), "?");
            assertThat(german.text("#keys")).contains("Strg K");
        }
    }

    @Test
    void the_navigation_of_a_telephone_opens_and_closes() {
        page.setViewportSize(Visitor.NARROW, 844);
        assertThat(page.locator("#nav").isVisible()).isFalse();
        page.locator(".bar-menu").focus();
        press("Enter");
        assertThat(page.locator("#nav").isVisible()).isTrue();
        assertThat(Axe.violations(page)).isEmpty();
        press("Tab");
        assertThat(focused("href")).as("the next stop is in it").isEqualTo("/");
        press("Escape");
        assertThat(page.locator("#nav").isVisible()).isFalse();
        page.setViewportSize(Visitor.WIDE, 900);
    }

    @Test
    void the_menu_of_a_person_opens_and_closes_and_signs_out() {
        try (Visitor carla = Visitor.speaking("en-GB").signIn(it.carla.email(), it.carla.password())) {
            Page hers = carla.page();
            hers.locator("summary.tool").focus();
            press(hers, "Enter");
            assertThat(hers.locator(".menu-list").isVisible()).isTrue();
            assertThat(Axe.violations(hers)).isEmpty();
            press(hers, "Escape");
            assertThat(hers.locator(".menu-list").isVisible()).isFalse();
            press(hers, "Enter");
            press(hers, "Tab");
            press(hers, "Tab");
            carla.follow(() -> press(hers, "Enter"));
            assertThat(hers.url()).contains("/sign-in");
        }
    }

    @Test
    void the_register_says_how_long_an_approved_objective_is_past_its_end() {
        assertThat(ada.text("tr:has-text('Halve the time to remediate')")).contains("30 days past its end");
        assertThat(ada.text("tr:has-text('An idea')")).doesNotContain("past its end");
    }

    private void type(String id, String text) {
        tabTo(page, id);
        page.keyboard().type(text);
    }

    private void press(String key) {
        press(page, key);
    }

    private static void press(Page page, String key) {
        page.keyboard().press(key);
    }

    /** Presses Tab until the field has the focus. */
    private static void tabTo(Page page, String id) {
        for (int i = 0; i < 60; i++) {
            if (id.equals(page.evaluate("() => document.activeElement.id"))) return;
            press(page, "Tab");
        }
        throw new AssertionError("Tab does not reach #" + id + " on " + page.url());
    }

    private String focused(String attribute) {
        return String.valueOf(page.evaluate("name => document.activeElement.getAttribute(name)", attribute));
    }
}
