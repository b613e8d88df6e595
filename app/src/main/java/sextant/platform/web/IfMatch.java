package sextant.platform.web;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import sextant.platform.language.Texts;

/** Every change through the API names the version it was made from, so that nobody overwrites what they have not seen. */
public final class IfMatch {
    private IfMatch() {}

    /** Hands the version on that the If-Match header names; 428 (RFC 6585 section 3) when it names none. */
    public static ResponseEntity<Object> required(
            Texts texts, @Nullable String header, IntFunction<ResponseEntity<Object>> write) {
        Optional<Integer> version = ETag.version(header);
        return version.isPresent() ? write.apply(version.get()) : missing(texts);
    }

    /** The same for a record that three counters stand for. */
    public static ResponseEntity<Object> requiredCounters(
            Texts texts, @Nullable String header, Function<List<Integer>, ResponseEntity<Object>> write) {
        Optional<List<Integer>> counters = ETag.counters(header);
        return counters.isPresent() ? write.apply(counters.get()) : missing(texts);
    }

    private static ResponseEntity<Object> missing(Texts texts) {
        return Problems.of(
                HttpStatus.PRECONDITION_REQUIRED,
                "precondition-required",
                texts.text("problem.title.precondition-required"),
                texts.text("problem.detail.precondition-required"));
    }
}
