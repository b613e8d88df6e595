package sextant.testing;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;

/** The SQL that each request ran through jOOQ; what workers run in the background belongs to no request. */
final class Statements implements Filter, Ordered, ExecuteListenerProvider {
    static final String HEADER = "X-Test-Request";

    private final ThreadLocal<@Nullable List<String>> current = new ThreadLocal<>();
    private final Map<String, List<String>> byRequest = new ConcurrentHashMap<>();

    List<String> take(String request) {
        List<String> ran = byRequest.remove(request);
        return ran == null ? List.of() : List.copyOf(ran);
    }

    /** Before the filters that sign in, whose statements count too. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = ((HttpServletRequest) request).getHeader(HEADER);
        if (id != null)
            current.set(byRequest.computeIfAbsent(id, none -> new java.util.concurrent.CopyOnWriteArrayList<>()));
        try {
            chain.doFilter(request, response);
        } finally {
            current.remove();
        }
    }

    @Override
    public ExecuteListener provide() {
        return ExecuteListener.onExecuteStart(this::count);
    }

    private void count(ExecuteContext execution) {
        List<String> ran = current.get();
        if (ran != null) ran.add(String.valueOf(execution.sql()));
    }
}
