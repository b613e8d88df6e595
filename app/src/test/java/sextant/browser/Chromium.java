package sextant.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The system's own chromium, started by the first test that asks and stopped with the JVM. Nothing is downloaded. */
final class Chromium {
    private static @Nullable Browser running;

    private Chromium() {}

    static synchronized Browser running() {
        if (running == null) {
            Path program = Path.of(Objects.requireNonNullElse(System.getenv("SEXTANT_CHROMIUM"), "/usr/bin/chromium"));
            if (!Files.isExecutable(program))
                throw new IllegalStateException("The browser tests need chromium, and there is none at " + program
                        + ". ./sextant test installs it; or name it in SEXTANT_CHROMIUM.");
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            running = playwright.chromium().launch(new LaunchOptions().setExecutablePath(program));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        }
        return running;
    }
}
