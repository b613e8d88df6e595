package sextant.ledger;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** RFC 6901, over a parsed envelope. */
final class JsonPointer {
    private JsonPointer() {}

    /** The value that the pointer names; {@link Malformed} when there is none. */
    static @Nullable Object resolve(String pointer, @Nullable Object root) {
        if (pointer.isEmpty()) return root;
        if (pointer.charAt(0) != '/') throw new Malformed("a JSON Pointer begins with a slash");
        @Nullable Object value = root;
        for (String token : pointer.substring(1).split("/", -1)) value = step(value, unescaped(token));
        return value;
    }

    private static @Nullable Object step(@Nullable Object value, String token) {
        if (value instanceof Map<?, ?> map && map.containsKey(token)) return map.get(token);
        if (value instanceof List<?> list) {
            long index = Decimal.parse(token, "the index of an element");
            if (index < list.size()) return list.get((int) index);
        }
        throw new Malformed("the envelope has nothing there");
    }

    private static String unescaped(String token) {
        String rest = token.replace("~0", "").replace("~1", "");
        if (rest.indexOf('~') >= 0) throw new Malformed("a JSON Pointer has ~ only as ~0 and ~1");
        return token.replace("~1", "/").replace("~0", "~");
    }
}
