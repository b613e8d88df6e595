package sextant.measurement;

import java.util.UUID;
import sextant.platform.Ids;
import sextant.platform.NotFound;

public record KpiId(UUID value) {
    /** From a path; what cannot be an id is not found. */
    public static KpiId of(String text) {
        return new KpiId(Ids.parse(text).orElseThrow(() -> new NotFound("kpi")));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
