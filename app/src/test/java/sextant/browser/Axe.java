package sextant.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Asks axe about the page as it stands. The script comes in by the debugger's protocol, which the page's security policy
 * does not govern: so the policy stays on. Deque's own AxeBuilder brings axe in for each question and opens a page beside; this
 * brings it in once and asks again for each theme and width.
 */
final class Axe {
    private static final String SCRIPT = script();
    private static final String QUESTION = """
            () => axe.run(document, {
              runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
              resultTypes: ['violations']
            }).then(found => found.violations.flatMap(violation => violation.nodes.map(node =>
              violation.id + ' at ' + node.target.join(' ') + ': ' + node.html + ' ' + node.failureSummary)))""";

    private Axe() {}

    /** One line for each violation of WCAG 2.2 A and AA, and of axe's best practices. */
    @SuppressWarnings("unchecked")
    static List<String> violations(Page page) {
        if (!(boolean) page.evaluate("() => 'axe' in window")) page.evaluate(SCRIPT);
        return (List<String>) page.evaluate(QUESTION);
    }

    private static String script() {
        try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
