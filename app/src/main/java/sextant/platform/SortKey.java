package sextant.platform;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Where a page of a sorted list ends: the value that it is sorted by, and the id that breaks ties. */
public record SortKey(String value, UUID id) {
    private static final int ID_LENGTH = 36;

    /** From {@link #toString}; empty when it was not made there. */
    public static Optional<SortKey> of(String text) {
        if (text.length() < ID_LENGTH) return Optional.empty();
        return Ids.parse(text.substring(0, ID_LENGTH)).map(id -> new SortKey(text.substring(ID_LENGTH), id));
    }

    /** The time that the list is sorted by; empty when the value is none, as in the key of another list. */
    public Optional<Instant> instant() {
        try {
            return Optional.of(Instant.parse(value));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    /** The part of a list in memory that comes after that key, in the order of the keys. */
    public static <T> List<T> page(
            List<T> all, Function<T, SortKey> key, boolean descending, Optional<SortKey> after, int limit) {
        Comparator<SortKey> ascending = Comparator.comparing(SortKey::value).thenComparing(SortKey::id);
        Comparator<SortKey> order = descending ? ascending.reversed() : ascending;
        return all.stream()
                .sorted(Comparator.comparing(key, order))
                .filter(one -> after.filter(last -> order.compare(key.apply(one), last) <= 0)
                        .isEmpty())
                .limit(limit)
                .toList();
    }

    @Override
    public String toString() {
        return id + value;
    }
}
