package sextant.people;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Finds the signed-in person by the session's cookie. */
public class SessionFilter extends SignedInFilter {
    private static final String COOKIE = "sextant_session";

    private final Sessions sessions;

    SessionFilter(Sessions sessions, HandlerExceptionResolver failures) {
        super(failures);
        this.sessions = sessions;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        int dot = path.lastIndexOf('.');
        return path.startsWith("/health/") || (dot > 0 && path.substring(dot).matches("\\.(css|js|svg|woff2)"));
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    Optional<Actor> actor(HttpServletRequest request) {
        return cookie(request).flatMap(sessions::actor);
    }

    private static Optional<String> cookie(HttpServletRequest request) {
        if (request.getCookies() == null) return Optional.empty();
        return Arrays.stream(request.getCookies())
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .findFirst();
    }

    public static void setCookie(HttpServletRequest request, HttpServletResponse response, String secret) {
        ResponseCookie cookie = ResponseCookie.from(COOKIE, secret)
                .path("/")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .maxAge(secret.isEmpty() ? 0 : Sessions.LONGEST.toSeconds())
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
