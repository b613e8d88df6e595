package sextant.platform.web;

import java.util.List;
import sextant.platform.language.Texts;

/** The problems of one form, as its template shows them: a summary on top, and each at its field. */
public record Errors(List<FieldProblem> problems) {
    public static final Errors NONE = new Errors(List.of());

    public boolean any() {
        return !problems.isEmpty();
    }

    public boolean at(String field) {
        return problems.stream().anyMatch(problem -> problem.field().equals(field));
    }

    /** The first problem of the field, in words; empty when it has none. */
    public String message(String field, Texts texts) {
        return problems.stream()
                .filter(problem -> problem.field().equals(field))
                .findFirst()
                .map(problem -> problem.message(texts))
                .orElse("");
    }
}
