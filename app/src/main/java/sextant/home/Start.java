package sextant.home;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import sextant.evaluation.Register;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.platform.database.Transactions;

/** What one person sees first. A fixed number of statements, however many objectives there are. */
@Component
public class Start {
    private static final Duration LATELY = Duration.ofDays(30);
    private static final int WORST = 5;
    private static final int CHANGES = 6;

    /**
     * @param standing how many objectives in force have each status, by code
     * @param isEmpty whether this person sees no objective at all, not even a draft
     * @param worst the objectives furthest from course, worst first; none that is well
     */
    public record Overview(
            LocalDate today,
            Map<String, Integer> standing,
            boolean isEmpty,
            List<Register.Line> worst,
            List<Duty> duties,
            List<StatusChange> changes) {
        public int inForce() {
            return standing.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private final Transactions transactions;
    private final Register register;
    private final Duties duties;
    private final StatusChanges changes;
    private final Clock clock;

    Start(Transactions transactions, Register register, Duties duties, StatusChanges changes, Clock clock) {
        this.transactions = transactions;
        this.register = register;
        this.duties = duties;
        this.changes = changes;
        this.clock = clock;
    }

    public Overview of(Actor actor) {
        Instant now = clock.instant();
        LocalDate today = now.atZone(actor.organizationZone()).toLocalDate();
        return transactions.read(actor.organization(), () -> {
            Register.Glance glance = register.glance(
                    actor.organization(),
                    actor.reach().getOrDefault(Permission.OBJECTIVES_READ, Set.of()),
                    actor.reach().getOrDefault(Permission.CONFORMANCE_READ, Set.of()),
                    WORST);
            return new Overview(
                    today,
                    glance.inForce(),
                    glance.isEmpty(),
                    glance.worst(),
                    duties.of(actor, today),
                    changes.since(actor, now.minus(LATELY), CHANGES));
        });
    }
}
