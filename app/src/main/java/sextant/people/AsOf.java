package sextant.people;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import sextant.platform.NotAMoment;
import sextant.platform.language.Formats;
import sextant.platform.web.Checks;
import sextant.platform.web.Past;

/** As of when somebody asks to see what was recorded, always under today's permissions. */
@Component
public class AsOf {
    private final Clock clock;

    AsOf(Clock clock) {
        this.clock = clock;
    }

    /**
     * A date means its end in the organization's zone; an RFC 3339 time is taken as it is. Empty for the present and the future.
     *
     * @throws NotAMoment when it is neither
     */
    public Optional<Instant> moment(Actor actor, String asOf) {
        return asked(actor, "asOf", asOf).filter(past -> past.isBefore(clock.instant()));
    }

    /**
     * Like {@link #moment}, from another parameter, and be it in the future.
     *
     * @throws NotAMoment when it is neither a date nor a time
     */
    public static Optional<Instant> asked(Actor actor, String parameter, String given) {
        if (given.isEmpty()) return Optional.empty();
        return Optional.of(
                Formats.moment(given, actor.organizationZone()).orElseThrow(() -> new NotAMoment(parameter, given)));
    }

    /** Like {@link #asked}, with what is wrong said at the field. */
    public static Optional<Instant> typed(Actor actor, Checks checks, String field, String given) {
        if (given.isEmpty()) return Optional.empty();
        Optional<Instant> moment = Formats.moment(given, actor.organizationZone());
        if (moment.isEmpty()) checks.reject(field, "not-a-moment", given);
        return moment;
    }

    /** What a page says of the moment it shows. */
    public Past past(Actor actor, Optional<Instant> moment) {
        Instant at = moment.orElseGet(clock::instant);
        return new Past(
                moment.map(actor.reader().formats()::time).orElse(""),
                at.atZone(actor.organizationZone()).toLocalDate().toString());
    }
}
