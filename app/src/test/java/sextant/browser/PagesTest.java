package sextant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import sextant.browser.Scenes.Scene;
import sextant.browser.Scenes.Who;
import sextant.testing.TestServer;

/** Every page, in both themes, on a desk and on a telephone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {
    /** Names a folder for a picture of each page: {@code -Dsextant.pictures=DIR}. */
    private static final String PICTURES = System.getProperty("sextant.pictures", "");

    private static final String ALL = ".*";

    /** Only the scenes with such names, while one looks at a page: {@code -Dsextant.scenes=kpi.*}. */
    private static final String WANTED = System.getProperty("sextant.scenes", ALL);

    private final List<Scene> scenes;
    private final Map<Who, Visitor> visitors = new EnumMap<>(Who.class);
    private final List<Scene> germanScenes;
    private final Map<Who, Visitor> germans = new EnumMap<>(Who.class);

    PagesTest() {
        Furnished it = new Furnished("en");
        scenes = new Scenes(it).all();
        visitors.put(Who.NOBODY, Visitor.speaking("en-GB"));
        visitors.put(Who.ADA, Visitor.speaking("en-GB").signIn(it.ada.email(), it.ada.password()));
        Furnished same = new Furnished("de");
        germanScenes = new Scenes(same).all();
        germans.put(Who.NOBODY, Visitor.speaking("de-DE"));
        germans.put(Who.ADA, Visitor.speaking("de-DE").signIn(same.ada.email(), same.ada.password()));
        germans.put(Who.CARLA, Visitor.speaking("de-DE").signIn(same.carla.email(), same.carla.password()));
        visitors.put(Who.CARLA, Visitor.speaking("en-GB").signIn(it.carla.email(), it.carla.password()));
    }

    @AfterAll
    void close() {
        germans.values().forEach(Visitor::close);
        visitors.values().forEach(Visitor::close);
    }

    List<Scene> scenes() {
        return scenes.stream().filter(scene -> scene.name().matches(WANTED)).toList();
    }

    List<Scene> germanScenes() {
        return germanScenes.stream()
                .filter(scene -> scene.name().matches(WANTED))
                .toList();
    }

    @Test
    void every_page_that_the_server_has_is_among_the_scenes() {
        assertThat(visited()).containsExactlyInAnyOrderElementsOf(pagesOfTheServer());
    }

    @Test
    void a_page_that_nobody_visits_is_noticed() {
        Set<String> one = new TreeSet<>(visited());
        one.remove("/people");
        assertThat(one).isNotEqualTo(pagesOfTheServer());
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("scenes")
    void a_page_has_its_structure_conforms_to_wcag_and_fits_in_both_themes_and_widths(Scene scene) {
        Visitor visitor = arrive(scene);
        Page page = visitor.page();
        // What some pages list, earlier scenes have made.
        if (WANTED.equals(ALL)) Outline.compare(page, scene.name());
        List<String> wrong = new ArrayList<>();
        for (int width : List.of(Visitor.WIDE, Visitor.NARROW)) {
            page.setViewportSize(width, width == Visitor.WIDE ? 900 : 844);
            for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
                String where = theme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width;
                if (!PICTURES.isEmpty()) picture(page, scene.name() + "-" + where);
                Axe.violations(page).forEach(violation -> wrong.add(where + " " + violation));
            }
            if (excess(page) > 0) wrong.add("scrolls sideways by " + excess(page) + " pixels at " + width);
        }
        assertThat(wrong).isEmpty();
        assertThat(withoutLabel(page))
                .as("lines of the summary without their field's label")
                .isEmpty();
        assertThat(visitor.complaints()).isEmpty();
    }

    /** German words are longer. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("germanScenes")
    void a_page_fits_in_german_too(Scene scene) {
        Visitor german = Objects.requireNonNull(germans.get(scene.who()));
        Page page = german.page();
        page.setViewportSize(Visitor.WIDE, 900);
        scene.arrival().accept(german);
        if (!PICTURES.isEmpty()) picture(page, scene.name() + "-german-" + Visitor.WIDE);
        page.setViewportSize(Visitor.NARROW, 844);
        if (!PICTURES.isEmpty()) picture(page, scene.name() + "-german-" + Visitor.NARROW);
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("de");
        assertThat(excess(page)).as("pixels beyond the edge").isNotPositive();
        assertThat(german.complaints()).isEmpty();
    }

    /** Every control is reached by Tab, and shows it; the focus is never lost or trapped. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("scenes")
    void everything_on_a_page_is_reached_by_the_keyboard_and_shows_it(Scene scene) {
        Page page = arrive(scene).page();
        int stops = (int) page.evaluate("""
                () => {
                  const radios = new Set();
                  const all = [...document.querySelectorAll('a[href],button,input,select,textarea,summary,[tabindex="0"]')]
                    .filter(one => !one.disabled && one.type !== 'hidden' && one.tabIndex >= 0)
                    .filter(one => one.checkVisibility({ visibilityProperty: true }))
                    .filter(one => one.type !== 'radio' || one.checked
                      || !document.querySelector(`input[name="${one.name}"]:checked`) && !radios.has(one.name) && radios.add(one.name));
                  all.forEach((one, i) => one.dataset.stop = i);
                  document.activeElement.blur();
                  return all.length;
                }""");
        Set<Integer> reached = new TreeSet<>();
        Set<Integer> shown = new TreeSet<>();
        for (int i = 0; i < stops * 4 && reached.size() < stops; i++) {
            page.keyboard().press("Tab");
            @SuppressWarnings("unchecked")
            List<Object> at = (List<Object>) page.evaluate("""
                    () => {
                      const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
                      const shows = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                      const inside = box.bottom > 0 && box.top < innerHeight;
                      return [Number(one.dataset.stop ?? -1), shows && inside];
                    }""");
            int stop = (int) at.get(0);
            if (stop >= 0) reached.add(stop);
            if (stop >= 0 && (boolean) at.get(1)) shown.add(stop);
        }
        assertThat(without(page, reached)).as("not reached").isEmpty();
        assertThat(without(page, shown)).as("focused without showing it").isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static List<String> without(Page page, Set<Integer> stops) {
        return (List<String>) page.evaluate(
                "seen => [...document.querySelectorAll('[data-stop]')].filter(one => !seen.includes(Number(one.dataset.stop)))"
                        + ".map(one => one.outerHTML.slice(0, 200))",
                List.copyOf(stops));
    }

    @Test
    void a_page_that_lost_a_part_has_another_structure() {
        Visitor visitor = Visitor.speaking("en-GB");
        visitor.open("/sign-in");
        List<String> whole = Outline.of(visitor.page());
        assertThat(whole).contains("h1 Sign in", "  field Password", "  button Sign in");
        visitor.page().evaluate("() => document.querySelector('label[for=password]').remove()");
        assertThat(Outline.of(visitor.page()))
                .doesNotContain("  field Password")
                .hasSizeLessThan(whole.size());
        visitor.close();
    }

    @Test
    void axe_and_the_visitor_notice_what_is_wrong() {
        Visitor visitor = Visitor.speaking("en-GB");
        visitor.open("/sign-in");
        assertThat(Axe.violations(visitor.page())).isEmpty();
        visitor.page().evaluate("() => document.querySelector('label').remove()");
        assertThat(Axe.violations(visitor.page())).anyMatch(line -> line.startsWith("label at #email"));
        visitor.page().evaluate("() => { document.querySelector('h1').setAttribute('style', 'color:red') }");
        visitor.page().evaluate("""
                () => {
                  const script = document.createElement('script');
                  script.textContent = 'window.inline = true';
                  document.body.append(script);
                }""");
        assertThat(visitor.page().evaluate("() => 'inline' in window")).isEqualTo(false);
        assertThat(visitor.complaints())
                .hasSize(2)
                .anyMatch(line -> line.contains("style-src"))
                .anyMatch(line -> line.contains("script-src"));
        visitor.close();
    }

    private Visitor arrive(Scene scene) {
        Visitor visitor = Objects.requireNonNull(visitors.get(scene.who()));
        visitor.page().setViewportSize(Visitor.WIDE, 900);
        visitor.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        scene.arrival().accept(visitor);
        return visitor;
    }

    /** A refused sign-in concerns two fields and names both in its text. */
    @SuppressWarnings("unchecked")
    private static List<String> withoutLabel(Page page) {
        if (page.url().endsWith("/sign-in")) return List.of();
        return (List<String>) page.evaluate("""
                () => [...document.querySelectorAll('.errors a[href^="#"]')].filter(link => {
                  const label = document.querySelector(`label[for="${CSS.escape(link.hash.slice(1))}"]`);
                  return label && !link.textContent.startsWith(label.textContent.trim());
                }).map(link => link.textContent)""");
    }

    private Set<String> visited() {
        return scenes.stream()
                .map(Scene::pattern)
                .filter(pattern -> !pattern.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the product answers to GET with a page. */
    private static Set<String> pagesOfTheServer() {
        Set<String> patterns = new TreeSet<>();
        TestServer.running()
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, handler) -> {
                    boolean ours = handler.getBeanType().getName().startsWith("sextant.");
                    if (ours && mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                        patterns.addAll(mapping.getPatternValues());
                });
        patterns.removeIf(pattern -> pattern.startsWith("/api/") || Scenes.FILES.contains(pattern));
        return patterns;
    }

    private static int excess(Page page) {
        return (int) page.evaluate("() => document.documentElement.scrollWidth - innerWidth");
    }

    private static void picture(Page page, String name) {
        page.screenshot(new ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of(PICTURES).resolve(name + ".png")));
    }
}
