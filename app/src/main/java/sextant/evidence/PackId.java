package sextant.evidence;

import java.util.UUID;
import sextant.platform.Ids;
import sextant.platform.NotFound;

public record PackId(UUID value) {
    /** From a path; what cannot be an id is not found. */
    public static PackId of(String text) {
        return new PackId(Ids.parse(text).orElseThrow(() -> new NotFound("evidence pack")));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
