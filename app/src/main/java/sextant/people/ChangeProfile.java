package sextant.people;

import java.time.Clock;
import java.util.Set;
import org.springframework.stereotype.Component;
import sextant.platform.Stale;
import sextant.platform.database.Transactions;

/** What everybody may change about themselves: the language and the time zone they read in. */
@Component
public class ChangeProfile {
    private final Persons persons;
    private final Transactions transactions;
    private final Clock clock;

    ChangeProfile(Persons persons, Transactions transactions, Clock clock) {
        this.persons = persons;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * The person as they are now; nothing is written when nothing changes.
     *
     * @throws Stale when the person's record is no longer at that version
     */
    public Person change(Actor actor, int version, String language, String timeZone) {
        return transactions.write(actor.organization(), () -> {
            Person now = persons.get(actor.organization(), actor.person());
            if (now.version() != version) throw new Stale(Persons.KIND);
            if (now.language().equals(language) && now.timeZone().equals(timeZone)) return now;
            persons.change(
                    actor.organization(),
                    actor.person(),
                    version,
                    new PersonDetails(
                            now.name(),
                            now.email(),
                            now.kind(),
                            language,
                            timeZone,
                            now.active(),
                            Set.copyOf(now.grants())),
                    actor.person().value(),
                    "",
                    clock.instant());
            return persons.get(actor.organization(), actor.person());
        });
    }
}
