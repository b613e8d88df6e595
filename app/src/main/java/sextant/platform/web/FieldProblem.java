package sextant.platform.web;

import java.util.List;
import sextant.platform.language.Texts;

/**
 * What is wrong with one field, as a message key (below {@code problem.}) and its arguments.
 *
 * @param field the field's name in the form and in the API's JSON, such as {@code targets[0].due}
 */
public record FieldProblem(String field, String code, List<Object> arguments) {
    public static FieldProblem of(String field, String code, Object... arguments) {
        return new FieldProblem(field, code, List.of(arguments));
    }

    public String message(Texts texts) {
        return texts.choice("problem", code, arguments.toArray());
    }
}
