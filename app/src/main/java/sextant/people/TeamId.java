package sextant.people;

import java.util.UUID;
import sextant.platform.Ids;
import sextant.platform.NotFound;

public record TeamId(UUID value) {
    /** From a path; what cannot be an id is not found. */
    public static TeamId of(String text) {
        return new TeamId(Ids.parse(text).orElseThrow(() -> new NotFound("team")));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
