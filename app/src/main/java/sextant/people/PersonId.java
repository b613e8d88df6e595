package sextant.people;

import java.util.UUID;
import sextant.platform.Ids;
import sextant.platform.NotFound;

public record PersonId(UUID value) {
    /** From a path; what cannot be an id is not found. */
    public static PersonId of(String text) {
        return new PersonId(Ids.parse(text).orElseThrow(() -> new NotFound("person")));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
