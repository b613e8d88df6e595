package sextant.documentcontrol;

import java.util.UUID;
import sextant.platform.Ids;
import sextant.platform.NotFound;

public record DocumentId(UUID value) {
    /** From a path; what cannot be an id is not found. */
    public static DocumentId of(String text) {
        return new DocumentId(Ids.parse(text).orElseThrow(() -> new NotFound(Documents.KIND)));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
