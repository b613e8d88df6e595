package sextant.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import sextant.platform.Forbidden;
import sextant.platform.NotAMoment;
import sextant.platform.NotFound;
import sextant.platform.Stale;
import sextant.platform.database.Outage;
import sextant.platform.language.Texts;

/**
 * The one place where an exception becomes an answer: problem details for the API, the error page for a browser. A bug is
 * a 500 with a correlation id that the log has too, and no message.
 */
@RestControllerAdvice
class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    /** The embedded database starts again within a few seconds. */
    private static final String RETRY_SECONDS = "5";

    private final Pages pages;
    private final RandomGenerator random;

    Failures(Pages pages, java.security.SecureRandom random) {
        this.pages = pages;
        this.random = random;
    }

    @ExceptionHandler(Exception.class)
    Object handle(Exception failure, HttpServletRequest request, HttpServletResponse response) {
        return switch (failure) {
            case Exception away when Outage.is(away) -> unavailable(away, request, response);
            case NotFound missing -> answer(request, HttpStatus.NOT_FOUND, "not-found", "");
            case NotAMoment none -> noMoment(none, request);
            case NoResourceFoundException missing -> answer(request, HttpStatus.NOT_FOUND, "not-found", "");
            case MethodArgumentTypeMismatchException malformed ->
                answer(request, HttpStatus.NOT_FOUND, "not-found", "");
            case Stale stale -> answer(request, HttpStatus.PRECONDITION_FAILED, "stale", "");
            case Forbidden forbidden ->
                answer(request, HttpStatus.FORBIDDEN, "forbidden", permission(request, forbidden));
            case HttpMessageNotReadableException unreadable ->
                answer(request, HttpStatus.BAD_REQUEST, "unreadable", "");
            case MaxUploadSizeExceededException large -> answer(request, HttpStatus.CONTENT_TOO_LARGE, "too-large", "");
            case ErrorResponse known -> answer(request, status(known.getStatusCode()), "request", "");
            default -> bug(failure, request);
        };
    }

    /** The code for a program, what it allows for a person; empty when no permission would help. */
    private String permission(HttpServletRequest request, Forbidden forbidden) {
        String code = Optional.ofNullable(forbidden.getMessage()).orElse("");
        return code.isEmpty() || Problems.isApi(request)
                ? code
                : pages.reader(request).texts().choice("permission", code);
    }

    private Object noMoment(NotAMoment none, HttpServletRequest request) {
        if (Problems.isApi(request))
            return Problems.invalid(
                    pages.reader(request).texts(),
                    List.of(FieldProblem.of(none.parameter(), "not-a-moment", none.given())));
        return answer(request, HttpStatus.UNPROCESSABLE_CONTENT, "not-a-moment", none.given());
    }

    private Object unavailable(Exception failure, HttpServletRequest request, HttpServletResponse response) {
        LOG.warn("{} {}: the database is away: {}", request.getMethod(), request.getRequestURI(), failure.toString());
        response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        return answer(request, HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "");
    }

    private Object bug(Exception failure, HttpServletRequest request) {
        byte[] id = new byte[6];
        random.nextBytes(id);
        String correlation = HexFormat.of().formatHex(id);
        LOG.error("{} {} failed, correlation {}", request.getMethod(), request.getRequestURI(), correlation, failure);
        return answer(request, HttpStatus.INTERNAL_SERVER_ERROR, "internal", correlation);
    }

    private Object answer(HttpServletRequest request, HttpStatus status, String code, String argument) {
        Texts texts = pages.reader(request).texts();
        String title = texts.choice("problem.title", code);
        String detail = texts.choice("problem.detail", code, argument);
        if (Problems.isApi(request)) return Problems.of(status, code, title, detail);
        return new ModelAndView(pages.show("platform/error.jte", new ErrorPage(status.value(), title, detail), status));
    }

    private static HttpStatus status(HttpStatusCode code) {
        HttpStatus known = HttpStatus.resolve(code.value());
        return known == null ? HttpStatus.BAD_REQUEST : known;
    }
}
