package sextant.demonstration;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of a story: it stands still until it is moved, and only goes forward. In milliseconds, as the real one. */
public final class StoryClock extends Clock {
    private volatile Instant now;

    public StoryClock(Instant begin) {
        this.now = begin;
    }

    void moveTo(Instant then) {
        if (then.isBefore(now)) throw new IllegalArgumentException("the story is at " + now + ", later than " + then);
        now = then;
    }

    @Override
    public Instant instant() {
        return now;
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
