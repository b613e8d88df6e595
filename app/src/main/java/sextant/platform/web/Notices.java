package sextant.platform.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * Carries a notice over one redirect in a cookie, so that nodes keep no state. It holds only a message key and arguments,
 * which are escaped on output; whoever forges it fools nobody but themselves.
 */
public final class Notices {
    private static final String COOKIE = "sextant_notice";
    private static final String SEPARATOR = "\u001f";
    private static final int LONGEST = 1500;

    private Notices() {}

    public static void leave(HttpServletResponse response, Notice notice) {
        String text = notice.kind().name()
                + SEPARATOR
                + notice.code()
                + SEPARATOR
                + String.join(SEPARATOR, notice.arguments());
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        if (encoded.length() <= LONGEST) setCookie(response, encoded, 60);
    }

    static Optional<Notice> take(HttpServletRequest request, HttpServletResponse response) {
        if (request.getCookies() == null) return Optional.empty();
        Optional<String> value = Arrays.stream(request.getCookies())
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .filter(text -> !text.isEmpty())
                .findFirst();
        if (value.isEmpty()) return Optional.empty();
        setCookie(response, "", 0);
        return decode(value.get());
    }

    private static Optional<Notice> decode(String encoded) {
        try {
            List<String> parts = List.of(
                    new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8).split(SEPARATOR));
            if (parts.size() < 2 || !parts.get(1).matches("[a-z0-9.-]{1,60}")) return Optional.empty();
            Notice.Kind kind = parts.get(0).equals("DONE") ? Notice.Kind.DONE : Notice.Kind.REFUSED;
            return Optional.of(new Notice(kind, parts.get(1), parts.subList(2, parts.size())));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static void setCookie(HttpServletResponse response, String value, int seconds) {
        ResponseCookie cookie = ResponseCookie.from(COOKIE, value)
                .path("/")
                .httpOnly(true)
                .sameSite("Lax")
                .maxAge(seconds)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
