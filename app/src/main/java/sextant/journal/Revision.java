package sextant.journal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version of one record, as it is in the journal, with what its commitments hide filled in again.
 *
 * @param author empty when the system itself wrote
 * @param content nested maps and lists of strings, whole numbers and booleans; an erased value is {@link Erased#ERASED}
 * @param leafIndex its number in the tree; empty in the seconds before the sequencer has come by
 */
public record Revision(
        RecordRef record,
        int number,
        Instant at,
        Optional<UUID> author,
        Object reason,
        Map<String, @Nullable Object> content,
        Optional<Long> leafIndex) {
    /** Stands for a committed value whose text and salt were erased. */
    public enum Erased {
        ERASED
    }

    public String text(String field) {
        Object value = content.get(field);
        return value instanceof String text ? text : "";
    }
}
