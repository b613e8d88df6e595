package sextant.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import sextant.platform.language.Texts;

/**
 * The error page for what fails before any handler is asked, where {@link Failures} hears nothing of it: a form that is
 * larger than anything we take, a request that the server itself refuses.
 */
@Component
class ContainerErrors implements ErrorViewResolver {
    private final Pages pages;

    ContainerErrors(Pages pages) {
        this.pages = pages;
    }

    @Override
    public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        Texts texts = pages.reader(request).texts();
        String code = status == HttpStatus.CONTENT_TOO_LARGE
                ? "too-large"
                : status == HttpStatus.NOT_FOUND ? "not-found" : "request";
        return new ModelAndView(pages.show(
                "platform/error.jte",
                new ErrorPage(
                        status.value(), texts.choice("problem.title", code), texts.choice("problem.detail", code)),
                status));
    }
}
