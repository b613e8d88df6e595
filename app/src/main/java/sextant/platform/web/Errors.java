package sextant.platform.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import sextant.platform.language.Texts;

/**
 * The problems of one form, as its template shows them: a summary on top, and each at its field.
 *
 * @param labels what the form calls its fields; a field of a repeated row stands there as {@code targets[].due}
 * @param meanwhile what others changed since the form was read, newest first
 */
public record Errors(List<FieldProblem> problems, Map<String, String> labels, List<Meanwhile> meanwhile) {
    private static final Pattern ROW = Pattern.compile("\\[(\\d{1,6})]");

    public static final Errors NONE = new Errors(List.of());

    public Errors(List<FieldProblem> problems) {
        this(problems, Map.of(), List.of());
    }

    /** Somebody else was faster: what they changed, beside what was typed. */
    public static Errors stale(String field, List<Meanwhile> meanwhile) {
        return new Errors(List.of(FieldProblem.of(field, "stale")), Map.of(), meanwhile);
    }

    /** With the names of the fields, as pairs of field and label, so that the summary says where each problem is. */
    public Errors named(String... fieldsAndLabels) {
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < fieldsAndLabels.length; i += 2) names.put(fieldsAndLabels[i], fieldsAndLabels[i + 1]);
        return new Errors(problems, Map.copyOf(names), meanwhile);
    }

    /** The problem as the summary tells it: with the field's label, in a repeated row with the row's number. */
    public String line(FieldProblem problem, Texts texts) {
        String message = problem.message(texts);
        String label = labels.get(ROW.matcher(problem.field()).replaceAll("[]"));
        if (label == null) return message;
        List<Integer> rows = ROW.matcher(problem.field())
                .results()
                .map(row -> Integer.parseInt(row.group(1)) + 1)
                .toList();
        return rows.isEmpty()
                ? texts.text("form.problem", label, message)
                : texts.text("form.problem-in-row", label, rows.getFirst(), message);
    }

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
