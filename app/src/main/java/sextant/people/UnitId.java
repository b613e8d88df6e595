package sextant.people;

import java.util.UUID;
import sextant.platform.Ids;
import sextant.platform.NotFound;

public record UnitId(UUID value) {
    /** From a path; what cannot be an id is not found. */
    public static UnitId of(String text) {
        return new UnitId(Ids.parse(text).orElseThrow(() -> new NotFound("unit")));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
