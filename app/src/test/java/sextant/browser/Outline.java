package sextant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a page consists of, in the order in which it is read: headings, forms with their fields and buttons, tables with their
 * columns, facts and figures. Without rows, sentences, numbers and dates, so that it changes when somebody changes the page and
 * not with the day. It is compared with the one that is checked in; {@code -Dsextant.outlines=write} writes that anew.
 */
final class Outline {
    private static final Path CHECKED_IN = Path.of("src/test/resources/sextant/browser/outlines");
    private static final boolean WRITES = "write".equals(System.getProperty("sextant.outlines"));

    private static final String LINES = """
            () => {
              const said = text => text.replace(/\\s+/g, ' ').trim()
                .replace(/\\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \\d{4}( \\d\\d:\\d\\d)?/g, 'DATE')
                .replace(/[0-9a-f]{12,}/g, '#')
                .replace(/\\d[\\d.,:\\u00a0\\u202f]*/g, '#');
              const lines = [];
              const look = (within, depth) => {
                for (const one of within.children) {
                  if (!one.checkVisibility({ visibilityProperty: true })) continue;
                  const tag = one.tagName.toLowerCase();
                  let line = '', whole = true;
                  if (/^h[1-6]$/.test(tag)) line = tag + ' ' + said(one.textContent);
                  else if (tag === 'table')
                    line = 'table ' + [...one.querySelectorAll('thead th')].map(head => said(head.textContent)).join(' | ');
                  else if (tag === 'label') line = 'field ' + said(one.textContent);
                  else if (tag === 'legend') line = 'group ' + said(one.textContent);
                  else if (tag === 'button' || one.matches('a.button')) line = 'button ' + said(one.textContent);
                  else if (tag === 'dt' && !one.closest('.figures')) line = 'fact ' + said(one.textContent);
                  else if (tag === 'summary') line = 'more ' + said(one.textContent);
                  else if (tag === 'svg' && one.getAttribute('role') === 'img') line = 'figure';
                  else if (['nav', 'main', 'form', 'fieldset', 'section', 'aside', 'footer'].includes(tag)) {
                    line = tag;
                    whole = false;
                  } else whole = false;
                  if (line && lines.at(-1) !== '  '.repeat(depth) + line) lines.push('  '.repeat(depth) + line);
                  if (!whole) look(one, line ? depth + 1 : depth);
                }
              };
              look(document.querySelector('main') ?? document.body, 0);
              return lines;
            }""";

    private Outline() {}

    @SuppressWarnings("unchecked")
    static List<String> of(Page page) {
        return (List<String>) page.evaluate(LINES);
    }

    /** @throws AssertionError when the page is another than the one that is checked in under that name */
    static void compare(Page page, String name) {
        String now = String.join("\n", of(page)) + "\n";
        Path file = CHECKED_IN.resolve(name + ".txt");
        try {
            if (WRITES) {
                Files.createDirectories(CHECKED_IN);
                Files.writeString(file, now);
            }
            assertThat(Files.exists(file))
                    .as("run this test with -Dsextant.outlines=write")
                    .isTrue();
            assertThat(now)
                    .as("if the page is meant to change, run this test with -Dsextant.outlines=write, and look at it")
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
