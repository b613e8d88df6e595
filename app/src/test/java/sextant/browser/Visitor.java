package sextant.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import sextant.testing.TestServer;

/**
 * One person at a browser of their own. Everything the browser complains about is kept: a refusal by the content security
 * policy, an error of a script, a file that is missing. {@link #close} fails when there was any, so that no test passes over it.
 */
final class Visitor implements AutoCloseable {
    static final int WIDE = 1440;
    static final int NARROW = 390;

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final AtomicInteger loaded = new AtomicInteger();

    static Visitor speaking(String locale) {
        return new Visitor(locale);
    }

    private Visitor(String locale) {
        context = Chromium.running()
                .newContext(new NewContextOptions()
                        .setBaseURL(TestServer.running().address().toString())
                        .setLocale(locale)
                        .setTimezoneId("Europe/Berlin")
                        .setColorScheme(ColorScheme.LIGHT)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setViewportSize(WIDE, 900));
        context.setDefaultTimeout(15_000);
        page = context.newPage();
        page.onLoad(arrived -> loaded.incrementAndGet());
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        // The browser reports an answer of 400 and above to the page itself as an error too; the tests look at those.
        page.onConsoleMessage(message -> {
            boolean ofThePage =
                    message.location().startsWith(page.url()) && message.text().startsWith("Failed to load");
            if ((message.type().equals("error") || message.type().equals("warning")) && !ofThePage)
                complaints.add(page.url() + ": " + message.text());
        });
    }

    Page page() {
        return page;
    }

    /** What the browser complained about since the last call. */
    List<String> complaints() {
        List<String> all = List.copyOf(complaints);
        complaints.clear();
        return all;
    }

    Visitor signIn(String email, String password) {
        open("/sign-in");
        page.locator("#email").fill(email);
        page.locator("#password").fill(password);
        submit("form[action='/sign-in']");
        return this;
    }

    Response open(String path) {
        return page.navigate(path);
    }

    /** Presses the form's main button and waits for the page that follows; fails when that says what is wrong. */
    void submit(String form) {
        follow(() -> page.locator(form + " .button:not(.quiet)").click());
        if (page.locator(".errors").count() > 0)
            throw new AssertionError(page.url() + " was refused: " + text(".errors"));
    }

    /** Waits for the page that this leads to. */
    void follow(Runnable action) {
        int before = loaded.get();
        action.run();
        page.waitForCondition(() -> loaded.get() > before);
    }

    String text(String selector) {
        return page.locator(selector)
                .innerText()
                .replaceAll("[\\s\\u00a0\\u202f]+", " ")
                .strip();
    }

    @Override
    public void close() {
        context.close();
        List<String> left = complaints();
        if (!left.isEmpty()) throw new AssertionError("The browser complained:\n" + String.join("\n", left));
    }
}
