package sextant.platform.web;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.server.ResponseStatusException;

/**
 * The rows of a form that repeats some of its fields. One whose rows are numbered beyond what a list may grow to is refused:
 * Spring would try to fill a list that it has not made, and answer as if the fault were ours.
 */
@ControllerAdvice
public final class FormRows {
    private static final Pattern ROW = Pattern.compile("\\[(\\d+)]");

    /**
     * The rows in their order, without the gaps that removing some in the browser leaves: so the number that a problem names is
     * the number of the row that shows it.
     */
    public static <T> @Nullable List<T> dense(@Nullable List<T> rows) {
        return rows == null ? null : rows.stream().filter(Objects::nonNull).toList();
    }

    @InitBinder
    void refuseFarRows(WebDataBinder binder, WebRequest request) {
        for (Iterator<String> names = request.getParameterNames(); names.hasNext(); ) {
            Matcher row = ROW.matcher(names.next());
            while (row.find())
                if (row.group(1).length() > 4 || Integer.parseInt(row.group(1)) >= binder.getAutoGrowCollectionLimit())
                    throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
    }
}
