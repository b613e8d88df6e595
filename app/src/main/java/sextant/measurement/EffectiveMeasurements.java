package sextant.measurement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What was known of a KPI at a moment: for each instant the row with the highest correction number, in time order. */
public final class EffectiveMeasurements {

    private final NavigableMap<Instant, Measured> byInstant;

    private EffectiveMeasurements(NavigableMap<Instant, Measured> byInstant) {
        this.byInstant = byInstant;
    }

    /** Of all {@code rows}, in any order, those in effect among the ones recorded up to and including {@code moment}. */
    public static EffectiveMeasurements knownAt(Instant moment, Collection<Measured> rows) {
        NavigableMap<Instant, Measured> byInstant = new TreeMap<>();
        for (Measured row : rows) {
            if (!row.recordedAt().isAfter(moment)) byInstant.merge(row.at(), row, EffectiveMeasurements::later);
        }
        return new EffectiveMeasurements(byInstant);
    }

    private static Measured later(Measured one, Measured other) {
        if (one.correction() == other.correction())
            throw new IllegalArgumentException("two rows have one correction number: " + one + " and " + other);
        return one.correction() > other.correction() ? one : other;
    }

    /** The rows in effect, in time order; some may be for instants after the moment at which they were known. */
    public List<Measured> rows() {
        return new ArrayList<>(byInstant.values());
    }

    /** The last row for an instant from {@code from} on and before {@code end}, and not after {@code latest}. */
    public Optional<Measured> last(Instant from, Instant end, Instant latest) {
        var entry = latest.isBefore(end) ? byInstant.floorEntry(latest) : byInstant.lowerEntry(end);
        return Optional.ofNullable(entry)
                .map(e -> e.getValue())
                .filter(row -> !row.at().isBefore(from));
    }

    /** The rows for instants after {@code moment}. */
    public Collection<Measured> after(Instant moment) {
        return byInstant.tailMap(moment, false).values();
    }
}
