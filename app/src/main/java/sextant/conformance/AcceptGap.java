package sextant.conformance;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Objectives;
import sextant.objectives.Requirement;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;

/** Accepts a gap for a while, and ends that. */
@Component
public class AcceptGap {
    public sealed interface Result {
        record Accepted(AcceptedGap gap) implements Result {}

        /** What conforms, or is not due yet, needs nobody to accept it. */
        record NoGap() implements Result {}

        /** The last day is today or before, or more than a year ahead. */
        record UntilOutOfRange(LocalDate first, LocalDate last) implements Result {}
    }

    private final Objectives objectives;
    private final Conformance conformance;
    private final AcceptedGaps gaps;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    AcceptGap(
            Objectives objectives,
            Conformance conformance,
            AcceptedGaps gaps,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.objectives = objectives;
        this.conformance = conformance;
        this.gaps = gaps;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** Accepting again replaces what was accepted before. */
    public Result accept(Actor actor, ObjectiveId id, Requirement requirement, String reason, LocalDate until) {
        return transactions.write(actor.organization(), () -> {
            Objective objective = objectives.get(actor.organization(), id);
            actor.require(Permission.GAPS_ACCEPT, objective.shown().content().unit());
            Instant now = clock.instant();
            LocalDate today = now.atZone(actor.organizationZone()).toLocalDate();
            if (!until.isAfter(today) || until.isAfter(AcceptedGaps.latest(today)))
                return new Result.UntilOutOfRange(today.plusDays(1), AcceptedGaps.latest(today));
            boolean isGap = conformance.of(actor, objective, now).stream()
                    .anyMatch(one ->
                            one.requirement() == requirement && one.state().isGap());
            if (!isGap) return new Result.NoGap();
            standing(actor, id, requirement).ifPresent(before -> gaps.end(actor, before, now, ""));
            AcceptedGap gap = new AcceptedGap(
                    ids.next(), id, requirement, reason, actor.person().value(), actor.name(), now, until);
            gaps.add(actor, gap);
            return new Result.Accepted(gap);
        });
    }

    /** @throws NotFound when that gap is not accepted */
    public void end(Actor actor, ObjectiveId id, Requirement requirement, String reason) {
        transactions.writing(actor.organization(), () -> {
            Objective objective = objectives.get(actor.organization(), id);
            actor.require(Permission.GAPS_ACCEPT, objective.shown().content().unit());
            AcceptedGap gap = standing(actor, id, requirement).orElseThrow(() -> new NotFound(AcceptedGaps.KIND));
            gaps.end(actor, gap, clock.instant(), reason);
        });
    }

    private Optional<AcceptedGap> standing(Actor actor, ObjectiveId id, Requirement requirement) {
        return gaps.standing(actor.organization(), id).stream()
                .filter(gap -> gap.requirement() == requirement)
                .findFirst();
    }
}
