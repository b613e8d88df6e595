package sextant.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the fields of a revision's content, or of a map in it. What was erased reads as empty. */
public final class Fields {
    private Fields() {}

    public static String text(Map<?, ?> map, String field) {
        return optional(map, field).orElse("");
    }

    public static Optional<String> optional(Map<?, ?> map, String field) {
        return map.get(field) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    public static boolean flag(Map<?, ?> map, String field) {
        return Boolean.TRUE.equals(map.get(field));
    }

    public static int whole(Map<?, ?> map, String field) {
        return map.get(field) instanceof Number number ? number.intValue() : 0;
    }

    public static List<String> texts(Map<?, ?> map, String field) {
        List<String> texts = new ArrayList<>();
        if (map.get(field) instanceof List<?> items)
            for (Object item : items) if (item instanceof String text) texts.add(text);
        return texts;
    }

    public static List<Map<?, ?>> maps(Map<?, ?> map, String field) {
        List<Map<?, ?>> maps = new ArrayList<>();
        if (map.get(field) instanceof List<?> items)
            for (Object item : items) if (item instanceof Map<?, ?> one) maps.add(one);
        return maps;
    }
}
