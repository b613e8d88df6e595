package sextant.platform;

import java.util.Optional;
import java.util.UUID;

/** Where a page of a sorted list ends: the value that it is sorted by, and the id that breaks ties. */
public record SortKey(String value, UUID id) {
    private static final int ID_LENGTH = 36;

    /** From {@link #toString}; empty when it was not made there. */
    public static Optional<SortKey> of(String text) {
        if (text.length() < ID_LENGTH) return Optional.empty();
        return Ids.parse(text.substring(0, ID_LENGTH)).map(id -> new SortKey(text.substring(ID_LENGTH), id));
    }

    @Override
    public String toString() {
        return id + value;
    }
}
