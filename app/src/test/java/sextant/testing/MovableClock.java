package sextant.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The real time, moved by as much as a test wants; in milliseconds as the application's own clock. */
public final class MovableClock extends Clock {
    private final Clock real = Clock.tickMillis(ZoneOffset.UTC);
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    /** Runs the work with the clock put forward (back when negative), and puts it right again. */
    public void ahead(Duration by, Runnable work) {
        Duration before = ahead.getAndSet(by);
        try {
            work.run();
        } finally {
            ahead.set(before);
        }
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        if (zone.equals(ZoneOffset.UTC)) return this;
        throw new UnsupportedOperationException("the application's clock is in UTC");
    }
}
