package sextant.journal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one revision of a record says. Plain fields enter the hashed leaf as they are; {@linkplain #text committed} ones
 * (personal fields, free text) enter it as salted commitments, so that they can be erased and the journal still verifies.
 */
public final class Content {
    /** A value that the leaf holds only as a commitment. */
    record Committed(String value) {}

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    public static Content of() {
        return new Content();
    }

    public Content plain(String field, @Nullable String value) {
        return put(field, value);
    }

    public Content plain(String field, boolean value) {
        return put(field, value);
    }

    public Content plain(String field, int value) {
        return put(field, value);
    }

    public Content plain(String field, @Nullable UUID value) {
        return put(field, value == null ? null : value.toString());
    }

    public Content plain(String field, @Nullable LocalDate value) {
        return put(field, value == null ? null : value.toString());
    }

    /** Decimals travel as strings: RFC 8785 numbers are binary doubles. */
    public Content plain(String field, @Nullable BigDecimal value) {
        return put(field, value == null ? null : decimal(value));
    }

    public Content plain(String field, Optional<?> value) {
        return put(field, value.map(Content::scalar).orElse(null));
    }

    public Content ids(String field, Collection<UUID> values) {
        return put(field, values.stream().map(UUID::toString).sorted().toList());
    }

    /** Free text or a personal field: committed, unless empty. */
    public Content text(String field, String value) {
        return put(field, value.isEmpty() ? "" : new Committed(value));
    }

    public Content list(String field, List<Content> items) {
        List<Object> maps = new ArrayList<>();
        items.forEach(item -> maps.add(item.fields));
        return put(field, maps);
    }

    Map<String, @Nullable Object> fields() {
        return fields;
    }

    public static String decimal(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.signum() == 0 ? "0" : stripped.toPlainString();
    }

    private static String scalar(Object value) {
        return value instanceof BigDecimal number ? decimal(number) : value.toString();
    }

    private Content put(String field, @Nullable Object value) {
        if (fields.containsKey(field)) throw new IllegalArgumentException("field given twice: " + field);
        fields.put(field, value);
        return this;
    }
}
