package sextant.journal;

import java.util.UUID;

/** One record of any kind: {@code objective-version}, {@code kpi}, {@code unit}… */
public record RecordRef(String kind, UUID id) {
    public RecordRef {
        if (!kind.matches("[a-z][a-z-]{1,40}")) throw new IllegalArgumentException("not a record kind: " + kind);
    }
}
