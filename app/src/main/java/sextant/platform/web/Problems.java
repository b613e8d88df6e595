package sextant.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import sextant.platform.language.Texts;

/** Answers of the API that are no success, as RFC 9457 problem details with a stable type for each kind. */
public final class Problems {
    private Problems() {}

    public static ResponseEntity<Object> of(HttpStatus status, String code, String title, String detail) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(detail(status, code, title, detail));
    }

    /** Like {@link #of}, with one more member that tells more. */
    public static ResponseEntity<Object> with(
            HttpStatus status, String code, String title, String detail, String member, Object more) {
        ProblemDetail problem = detail(status, code, title, detail);
        problem.setProperty(member, more);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** 422 with every field problem, each named as in the request. */
    public static ResponseEntity<Object> invalid(Texts texts, List<FieldProblem> problems) {
        ProblemDetail detail = detail(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "invalid-input",
                texts.text("problem.title.invalid-input"),
                texts.text("problem.detail.invalid-input", problems.size()));
        detail.setProperty(
                "errors",
                problems.stream()
                        .map(problem -> Map.of(
                                "field", problem.field(), "code", problem.code(), "detail", problem.message(texts)))
                        .toList());
        return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(detail);
    }

    /** 409: the rules of the domain say no; the code names the refusal. */
    public static ResponseEntity<Object> refused(Texts texts, String code, Object... arguments) {
        return of(
                HttpStatus.CONFLICT,
                code,
                texts.text("problem.title.refused"),
                texts.choice("refusal", code, arguments));
    }

    static ResponseEntity<Object> missing(Texts texts) {
        return of(
                HttpStatus.NOT_FOUND,
                "not-found",
                texts.text("problem.title.not-found"),
                texts.text("problem.detail.not-found"));
    }

    private static ProblemDetail detail(HttpStatus status, String code, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        problem.setType(URI.create("/api/v1/problems/" + code));
        return problem;
    }

    static boolean isApi(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/");
    }
}
