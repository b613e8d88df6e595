package sextant.people;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import sextant.platform.NotFound;
import sextant.platform.language.Formats;
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
     * @throws NotFound when it is neither
     */
    public Optional<Instant> moment(Actor actor, String asOf) {
        if (asOf.isEmpty()) return Optional.empty();
        Instant moment = Formats.moment(asOf, actor.organizationZone()).orElseThrow(() -> new NotFound("moment"));
        return Optional.of(moment).filter(past -> past.isBefore(clock.instant()));
    }

    /** What a page says of the moment it shows. */
    public Past past(Actor actor, Optional<Instant> moment) {
        Instant at = moment.orElseGet(clock::instant);
        return new Past(
                moment.map(actor.reader().formats()::time).orElse(""),
                at.atZone(actor.organizationZone()).toLocalDate().toString());
    }
}
