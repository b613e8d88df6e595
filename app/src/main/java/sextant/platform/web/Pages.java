package sextant.platform.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import sextant.platform.language.Languages;
import sextant.platform.language.Reader;

/** Shows a page record in its template, inside the frame. */
@Component
public class Pages {
    private static final int MOST_COUNTED = 99;

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "sextant.templates");
    private final Languages.Speaking speaking;
    private final List<NavigationEntry> navigation;
    private final String assetVersion = assetVersion();

    Pages(Languages.Speaking speaking, List<NavigationEntry> navigation) {
        this.speaking = speaking;
        this.navigation = navigation.stream()
                .sorted(Comparator.comparingInt(NavigationEntry::order))
                .toList();
    }

    /** A page: the template takes the frame as {@code f} and the record as {@code page}. */
    public View show(String template, Object page) {
        return show(template, page, HttpStatus.OK);
    }

    public View show(String template, Object page, HttpStatus status) {
        return new JteView(template, page, status);
    }

    /** A redirect after a POST (303, so that the browser asks with GET), with a notice for the page it leads to. */
    public View redirect(String path, Notice notice) {
        return new RedirectView(path, notice);
    }

    public View redirect(String path) {
        return new RedirectView(path, null);
    }

    /** The reader: the signed-in person's settings, else what the browser asks for. */
    public Reader reader(HttpServletRequest request) {
        if (request.getAttribute(Viewer.ATTRIBUTE) instanceof Viewer viewer) return viewer.reader();
        String wanted = request.getHeader("Accept-Language");
        Locale locale = Locale.ENGLISH;
        try {
            if (wanted != null) locale = Languages.nearest(Locale.LanguageRange.parse(wanted));
        } catch (IllegalArgumentException malformed) {
            locale = Locale.ENGLISH;
        }
        return speaking.reader(locale, ZoneOffset.UTC);
    }

    private Frame frame(HttpServletRequest request, HttpServletResponse response) {
        Reader reader = reader(request);
        Viewer viewer = request.getAttribute(Viewer.ATTRIBUTE) instanceof Viewer signedIn ? signedIn : null;
        CsrfToken csrf = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        String path = request.getAttribute(jakarta.servlet.RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed
                ? failed
                : request.getRequestURI();
        String query = request.getQueryString();
        List<Frame.Link> links = viewer == null
                ? List.of()
                : navigation.stream()
                        .filter(entry -> entry.isFor(viewer))
                        .map(entry -> new Frame.Link(
                                entry.path(),
                                reader.texts().choice("navigation", entry.key()),
                                entry.icon(),
                                entry.shortcut(),
                                isCurrent(entry.path(), path),
                                entry.counted() ? unread(viewer) : ""))
                        .toList();
        return new Frame(
                reader.texts(),
                reader.formats(),
                viewer,
                links,
                Notices.take(request, response).orElse(null),
                csrf == null ? "" : csrf.getParameterName(),
                csrf == null ? "" : csrf.getToken(),
                query == null ? path : path + "?" + query,
                assetVersion,
                (template, frame, page) -> output -> engine.render(template, Map.of("f", frame, "page", page), output));
    }

    static String unread(Viewer viewer) {
        int count = viewer.unread();
        if (count == 0) return "";
        String most = viewer.reader().formats().number(MOST_COUNTED);
        return count > MOST_COUNTED ? most + "+" : viewer.reader().formats().number(count);
    }

    private static boolean isCurrent(String entry, String path) {
        return entry.equals("/") ? path.equals("/") : path.equals(entry) || path.startsWith(entry + "/");
    }

    /** Changes with any bundled file, so that browsers may keep each file for a year. */
    private static String assetVersion() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:static/*.*"))
                digest.update(file.getContentAsByteArray());
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class JteView implements View {
        private final String template;
        private final Object page;
        private final HttpStatus status;

        JteView(String template, Object page, HttpStatus status) {
            this.template = template;
            this.page = page;
            this.status = status;
        }

        @Override
        public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            Frame frame = frame(request, response);
            Utf8ByteOutput output = new Utf8ByteOutput();
            engine.render(template, Map.of("f", frame, "page", page), output);
            response.setStatus(status.value());
            response.setContentType("text/html;charset=UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("Content-Language", frame.texts().locale().getLanguage());
            response.setContentLength(output.getContentLength());
            output.writeTo(response.getOutputStream());
        }
    }

    private record RedirectView(String path, @Nullable Notice notice) implements View {
        @Override
        public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response) {
            if (!path.startsWith("/") || path.startsWith("//"))
                throw new IllegalArgumentException("not a path of ours: " + path);
            if (notice != null) Notices.leave(response, notice);
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.setHeader("Location", path);
        }
    }
}
