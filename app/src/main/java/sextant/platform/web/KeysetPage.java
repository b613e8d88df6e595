package sextant.platform.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import sextant.platform.language.Texts;

/**
 * The part of a list that was asked for: so many, after that key. A page starts where the last one ended whatever came or
 * went in between, and the thousandth costs what the first did.
 *
 * @param limit how many, 1 to {@value #MOST}
 * @param after the key of the last one seen; empty for the first page
 */
public record KeysetPage(int limit, Optional<String> after) {
    public static final int MOST = 200;
    private static final int USUAL = 50;

    /** @param cursor as {@link #cursor} made it; to callers it is opaque */
    public static KeysetPage parse(Checks checks, @Nullable String limit, @Nullable String cursor) {
        int most = checks.wholeNumber("limit", limit, 1, MOST).orElse(USUAL);
        if (cursor == null || cursor.isEmpty()) return new KeysetPage(most, Optional.empty());
        Optional<String> after = key(cursor);
        if (after.isEmpty()) checks.reject("after", "cursor");
        return new KeysetPage(most, after);
    }

    /** Answers a list: with the part that was asked for, or with what is wrong about the question. */
    public static ResponseEntity<Object> asked(
            Texts texts,
            Checks checks,
            @Nullable String limit,
            @Nullable String cursor,
            Function<KeysetPage, ResponseEntity<Object>> list) {
        KeysetPage page = parse(checks, limit, cursor);
        return checks.problems().isEmpty() ? list.apply(page) : Problems.invalid(texts, checks.problems());
    }

    public static String cursor(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    /** What was found, in order of its keys: one more than the limit where there is one more. */
    public <T> List<T> of(List<T> all, Function<T, String> key) {
        return all.stream()
                .filter(one -> after.isEmpty() || key.apply(one).compareTo(after.get()) > 0)
                .sorted(Comparator.comparing(key))
                .limit(limit + 1L)
                .toList();
    }

    /**
     * 200 with at most {@code limit} of what was found, and with the address of the next page when there is more.
     *
     * @param found up to one more than the limit; that there is one says that there is a next page
     */
    public <T, R> ResponseEntity<Object> answer(List<T> found, Function<T, String> key, Function<T, R> resource) {
        List<T> shown = found.subList(0, Math.min(limit, found.size()));
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (found.size() > limit) answer.header(HttpHeaders.LINK, next(key.apply(shown.getLast())));
        return answer.body(shown.stream().map(resource).toList());
    }

    /** RFC 8288: the request's own address with the cursor moved on. */
    public static String next(String lastKey) {
        String address = ServletUriComponentsBuilder.fromCurrentRequest()
                .replaceQueryParam("after", cursor(lastKey))
                .build()
                .toUriString();
        return "<" + address + ">; rel=\"next\"";
    }

    /** What {@link #cursor} was made of; empty when it was not made here. */
    public static Optional<String> key(String cursor) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor)))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException notOurs) {
            return Optional.empty();
        }
    }
}
