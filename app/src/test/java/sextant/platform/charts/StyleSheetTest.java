package sextant.platform.charts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StyleSheetTest {
    private static final Pattern TOKEN = Pattern.compile("--([\\w-]+):light-dark\\((#\\w{6}),(#\\w{6})\\)");
    private static final List<String> GROUNDS = List.of("paper", "sheet", "buff");
    private static final List<String> WASHES =
            List.of("on-wash", "risk-wash", "off-wash", "done-wash", "miss-wash", "idle-wash", "brass-wash");
    private static final String SHEET = sheet();
    private static final Map<String, Theme> TOKENS = tokens();

    private record Theme(String day, String lamp) {}

    /** WCAG 2.2, 1.4.3 and 1.4.11: 4.5 for text, 3 for shapes and edges; body text keeps 7. */
    static Stream<Arguments> pairs() {
        return Stream.of(
                        of("ink", GROUNDS, 7),
                        of("ink", WASHES, 7),
                        of("ink-2", GROUNDS, 4.5),
                        of("ink-2", WASHES, 4.5),
                        of("ink-3", List.of("paper", "sheet"), 4.5),
                        of("brass", GROUNDS, 4.5),
                        of("brass", List.of("brass-wash"), 4.5),
                        of("on-brass", List.of("brass", "brass-2"), 4.5),
                        of("off-line", GROUNDS, 4.5),
                        of("off-line", List.of("off-wash"), 4.5),
                        of("done-line", GROUNDS, 4.5),
                        Stream.of(
                                        "on-line",
                                        "risk-line",
                                        "miss-line",
                                        "idle-line",
                                        "idle",
                                        "off",
                                        "rule-2",
                                        "focus",
                                        "brass-line")
                                .flatMap(edge -> of(edge, List.of("paper", "sheet"), 3)))
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void colours_that_meet_can_be_told_apart_by_day_and_by_lamp(String ink, String ground, double least) {
        Theme one = Objects.requireNonNull(TOKENS.get(ink), ink);
        Theme other = Objects.requireNonNull(TOKENS.get(ground), ground);
        assertThat(contrast(one.day(), other.day())).isGreaterThanOrEqualTo(least);
        assertThat(contrast(one.lamp(), other.lamp())).isGreaterThanOrEqualTo(least);
    }

    @Test
    void knows_every_class_that_a_drawing_uses() {
        assertThat(Arrays.stream(Ink.values())
                        .flatMap(ink -> Stream.of(ink.cssClass().split(" "))))
                .allSatisfy(name -> assertThat(SHEET).containsPattern("\\." + name + "[ .{,:]"));
        assertThat(Arrays.stream(StatusMark.values()).map(StatusMark::cssClass))
                .allSatisfy(name -> assertThat(SHEET).contains("." + name + "{"));
        assertThat(Arrays.stream(MeasurementChart.Size.values()).map(MeasurementChart.Size::cssClass))
                .filteredOn(name -> !name.equals("chart-document"))
                .allSatisfy(name -> assertThat(SHEET).contains("." + name + "{"));
    }

    @Test
    void stays_light_and_fetches_nothing_from_outside() {
        assertThat(SHEET.getBytes(UTF_8)).hasSizeLessThan(45_000);
        assertThat(SHEET).doesNotContain("@import").doesNotContain("://").doesNotContain("data:");
    }

    private static Stream<Arguments> of(String ink, List<String> grounds, double least) {
        return grounds.stream().map(ground -> Arguments.of(ink, ground, least));
    }

    /** WCAG 2.2, "contrast ratio". */
    private static double contrast(String one, String other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    /** WCAG 2.2, "relative luminance". */
    private static double luminance(String hex) {
        return 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);
    }

    private static double channel(String hex, int at) {
        double share = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static Map<String, Theme> tokens() {
        var tokens = new HashMap<String, Theme>();
        var found = TOKEN.matcher(SHEET);
        while (found.find()) tokens.put(found.group(1), new Theme(found.group(2), found.group(3)));
        return tokens;
    }

    private static String sheet() {
        try (var stream = StyleSheetTest.class.getResourceAsStream("/static/sextant.css")) {
            return new String(
                    Objects.requireNonNull(stream, "/static/sextant.css").readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
