package sextant.objectives;

import java.util.UUID;
import sextant.platform.Ids;
import sextant.platform.NotFound;

public record ObjectiveId(UUID value) {
    /** From a path; what cannot be an id is not found. */
    public static ObjectiveId of(String text) {
        return new ObjectiveId(Ids.parse(text).orElseThrow(() -> new NotFound("objective")));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
