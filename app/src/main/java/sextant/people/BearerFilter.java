package sextant.people;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Finds the person an API token speaks for. A cookie is never looked at here, so no CSRF token is needed. */
class BearerFilter extends SignedInFilter {
    private final ApiTokens tokens;

    BearerFilter(ApiTokens tokens, HandlerExceptionResolver failures) {
        super(failures);
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        super.doFilterInternal(request, response, chain);
    }

    @Override
    Optional<Actor> actor(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? tokens.actor(header.substring(7).strip())
                : Optional.empty();
    }
}
