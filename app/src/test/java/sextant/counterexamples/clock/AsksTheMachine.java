package sextant.counterexamples.clock;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

class AsksTheMachine {
    private final Supplier<Instant> later = Instant::now;

    List<Object> asks(ZoneId zone) {
        return List.of(
                Instant.now(),
                LocalDate.now(zone),
                System.currentTimeMillis(),
                Clock.systemUTC(),
                UUID.randomUUID(),
                Math.random(),
                new Random(),
                new SecureRandom(),
                new Date(),
                later);
    }

    /** As it should be: not reported. */
    List<Object> isTold(Clock clock, Random random) {
        return List.of(clock.instant(), LocalDate.now(clock), random.nextInt());
    }
}
