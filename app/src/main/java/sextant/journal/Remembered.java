package sextant.journal;

import java.lang.ref.SoftReference;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import sextant.platform.OrganizationId;

/**
 * What was computed from all that an organization has recorded, kept while it cannot have become another: the journal is as
 * long as it was, since every write to a record appends a revision, and no moment has passed at which time alone changes it.
 * So an answer from here is the one that computing it again would give, on every node, and losing it costs only time: where
 * memory runs short it goes.
 */
public final class Remembered<T> {
    /** How many organizations' answers are held; those asked for longest ago go first. */
    private static final int MOST = 16;

    /** @param until the first moment at which time alone may change the value; the asking moment itself to keep nothing */
    public record Computed<T>(T value, Instant until) {}

    private record Kept<T>(Object state, Instant from, Instant until, T value) {
        boolean holds(Object now, Instant moment) {
            return state.equals(now) && !moment.isBefore(from) && moment.isBefore(until);
        }
    }

    private static final class Place<T> {
        private final ReentrantLock lock = new ReentrantLock();
        /** Newest first. */
        private volatile List<SoftReference<Kept<T>>> kept = List.of();

        @Nullable
        Kept<T> holding(Object state, Instant moment) {
            for (SoftReference<Kept<T>> one : kept) {
                Kept<T> value = one.get();
                if (value != null && value.holds(state, moment)) return value;
            }
            return null;
        }

        void keep(Kept<T> value, int most) {
            kept = Stream.concat(Stream.of(new SoftReference<>(value)), kept.stream())
                    .limit(most)
                    .toList();
        }
    }

    private final int states;

    public Remembered() {
        this(1);
    }

    /** @param states how many different ones of an organization are held; the oldest goes first */
    public Remembered(int states) {
        this.states = states;
    }

    private final Map<OrganizationId, Place<T>> places = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OrganizationId, Place<T>> eldest) {
            return size() > MOST;
        }
    };

    /**
     * The kept value, or a computed one; within a reading transaction, which sees only what was committed. Whoever asks meanwhile waits for it instead of computing it too.
     *
     * @param state what the value rests on beside the time: {@link Revisions#extent} at least
     */
    public T get(OrganizationId organization, Object state, Instant now, Supplier<Computed<T>> compute) {
        // What a writing transaction sees may be undone, and another write may then bring the journal to the same
        // length.
        if (!TransactionSynchronizationManager.isCurrentTransactionReadOnly())
            return compute.get().value();
        Place<T> place = place(organization);
        Kept<T> kept = place.holding(state, now);
        if (kept != null) return kept.value();
        place.lock.lock();
        try {
            kept = place.holding(state, now);
            if (kept != null) return kept.value();
            Computed<T> computed = compute.get();
            place.keep(new Kept<>(state, now, computed.until(), computed.value()), states);
            return computed.value();
        } finally {
            place.lock.unlock();
        }
    }

    private synchronized Place<T> place(OrganizationId organization) {
        return places.computeIfAbsent(organization, none -> new Place<>());
    }
}
