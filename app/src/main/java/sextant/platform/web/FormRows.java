package sextant.platform.web;

import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.server.ResponseStatusException;

/**
 * Refuses a form whose repeated rows are numbered beyond what a list may grow to. Spring would try to fill a list that it has
 * not made, and answer as if the fault were ours.
 */
@ControllerAdvice
class FormRows {
    private static final Pattern ROW = Pattern.compile("\\[(\\d+)]");

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
