package sextant.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What changed between two revisions of a record, field by field. Items of a list are told apart by their {@code id}. */
public record Difference(List<Change> changes) {
    /**
     * @param field the path of names without ids: {@code targets.due}; its message key is below the record's kind
     * @param item the id of the list item it belongs to, or empty
     * @param before null when there was nothing
     */
    public record Change(
            String field,
            String item,
            @Nullable Object before,
            @Nullable Object after) {}

    private record Place(String field, String item) {}

    public static Difference between(Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        Map<Place, @Nullable Object> old = new LinkedHashMap<>();
        Map<Place, @Nullable Object> now = new LinkedHashMap<>();
        flatten("", "", before, old);
        flatten("", "", after, now);
        Set<Place> places = new LinkedHashSet<>(now.keySet());
        places.addAll(old.keySet());
        List<Change> changes = new ArrayList<>();
        for (Place place : places)
            if (!Objects.equals(blankless(old.get(place)), blankless(now.get(place))))
                changes.add(new Change(place.field(), place.item(), old.get(place), now.get(place)));
        return new Difference(List.copyOf(changes));
    }

    private static void flatten(
            String field, String item, @Nullable Object value, Map<Place, @Nullable Object> places) {
        switch (value) {
            case Map<?, ?> nested ->
                nested.forEach((name, one) -> {
                    if (!name.equals("id") || item.isEmpty())
                        flatten(field.isEmpty() ? name.toString() : field + "." + name, item, one, places);
                });
            case List<?> items
            when items.stream().anyMatch(Map.class::isInstance) -> {
                for (Object one : items)
                    if (one instanceof Map<?, ?> map)
                        flatten(field, item + "/" + Objects.requireNonNullElse(map.get("id"), "?"), map, places);
            }
            case null -> places.put(new Place(field, item), null);
            default -> places.put(new Place(field, item), value);
        }
    }

    private static @Nullable Object blankless(@Nullable Object value) {
        if (value instanceof String text && text.isEmpty()) return null;
        if (value instanceof List<?> list && list.isEmpty()) return null;
        return value;
    }
}
