package sextant.people;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import sextant.platform.web.Viewer;

/** Finds out who asks before anything is done. When that fails, the answer is the one that a handler's failure gets. */
abstract class SignedInFilter extends OncePerRequestFilter {
    private final HandlerExceptionResolver failures;

    SignedInFilter(HandlerExceptionResolver failures) {
        this.failures = failures;
    }

    abstract Optional<Actor> actor(HttpServletRequest request);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Actor> actor;
        try {
            actor = actor(request);
        } catch (RuntimeException failure) {
            if (failures.resolveException(request, response, null, failure) == null) throw failure;
            return;
        }
        actor.ifPresent(one -> request.setAttribute(Viewer.ATTRIBUTE, one));
        chain.doFilter(request, response);
    }
}
