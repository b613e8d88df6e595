package sextant.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import sextant.platform.Forbidden;
import sextant.platform.web.Pages;
import sextant.platform.web.Problems;
import sextant.platform.web.Viewer;
import tools.jackson.databind.json.JsonMapper;

/** Lets a request through to its handler only when the handler says that this person may: deny by default. */
@Component
class PermissionGate implements HandlerInterceptor {
    private final Pages pages;
    private final JsonMapper json;

    PermissionGate(Pages pages, JsonMapper json) {
        this.pages = pages;
        this.json = json;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(handler instanceof HandlerMethod method)) {
            if (handler instanceof ResourceHttpRequestHandler) return true;
            throw new Forbidden("");
        }
        if (!method.getBeanType().getName().startsWith("sextant.")) return isFramework(method);
        OpenTo open = method.getMethodAnnotation(OpenTo.class);
        if (open != null && open.value() == OpenTo.Audience.ANYBODY) return true;
        if (!(request.getAttribute(Viewer.ATTRIBUTE) instanceof Actor actor)) {
            askToSignIn(request, response);
            return false;
        }
        if (open != null) return true;
        Requires requires = method.getMethodAnnotation(Requires.class);
        if (requires == null) throw new IllegalStateException("handler without a permission: " + method);
        if (!actor.may(requires.value())) throw new Forbidden(requires.value().code());
        return true;
    }

    /** The framework's own error controller; health and metrics are handled before handlers are looked up. */
    private static boolean isFramework(HandlerMethod method) {
        return method.getBeanType().getName().startsWith("org.springframework.boot.");
    }

    private void askToSignIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().startsWith("/api/")) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setHeader("WWW-Authenticate", "Bearer");
            var texts = pages.reader(request).texts();
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream()
                    .write(json.writeValueAsBytes(Problems.of(
                                    HttpStatus.UNAUTHORIZED,
                                    "unauthorized",
                                    texts.text("problem.title.unauthorized"),
                                    texts.text("problem.detail.unauthorized"))
                            .getBody()));
            return;
        }
        String back = request.getMethod().equals("GET")
                ? request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString())
                : "/";
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(
                "Location",
                back.equals("/") ? "/sign-in" : "/sign-in?next=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
    }
}
