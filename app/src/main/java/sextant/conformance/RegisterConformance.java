package sextant.conformance;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import sextant.conformance.Conformance.State;
import sextant.conformance.Conformance.Verdict;
import sextant.journal.Remembered;
import sextant.journal.Revisions;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Objectives;
import sextant.objectives.Requirement;
import sextant.people.Actor;
import sextant.people.UnitId;
import sextant.platform.database.Transactions;

/**
 * How the whole register stands, letter by letter, remembered while nothing is recorded and time changes nothing. The board
 * counts the gaps of all objectives on each of its pages, and judging all takes seconds where there are ten thousand.
 */
@Component
public class RegisterConformance {
    /**
     * One objective that has not ended, with the state of each requirement in the standard's order.
     *
     * @param folded reference and title in lower case, for searching
     */
    public record Standing(
            ObjectiveId objective,
            String reference,
            String title,
            String folded,
            UnitId unit,
            Optional<ObjectiveId> serves,
            boolean inForce,
            List<State> states) {
        public State state(Requirement requirement) {
            return states.get(requirement.ordinal());
        }

        public int gaps() {
            return (int) states.stream().filter(State::isGap).count();
        }
    }

    private final Objectives objectives;
    private final Conformance conformance;
    private final Revisions revisions;
    private final Clock clock;
    /** How many past moments are held: two auditors at two dates do not take turns at computing. */
    private static final int MOMENTS = 4;

    private final Remembered<List<Standing>> remembered = new Remembered<>();
    private final Remembered<List<Standing>> rememberedPast = new Remembered<>(MOMENTS);

    RegisterConformance(Objectives objectives, Conformance conformance, Revisions revisions, Clock clock) {
        this.objectives = objectives;
        this.conformance = conformance;
        this.revisions = revisions;
        this.clock = clock;
    }

    /** By reference number, whoever may see them: that is for the caller to ask. */
    public List<Standing> all(Actor actor) {
        return Transactions.moment().map(moment -> past(actor, moment)).orElseGet(() -> present(actor));
    }

    private List<Standing> past(Actor actor, Instant moment) {
        return rememberedPast.get(
                actor.organization(),
                moment,
                moment,
                () -> new Remembered.Computed<>(standings(actor, running(actor), moment), Instant.MAX));
    }

    private List<Standing> present(Actor actor) {
        Instant now = clock.instant();
        return remembered.get(
                actor.organization(), revisions.extent(actor.organization()), now, () -> computed(actor, now));
    }

    private Remembered.Computed<List<Standing>> computed(Actor actor, Instant now) {
        List<Objective> running = running(actor);
        return new Remembered.Computed<>(standings(actor, running, now), conformance.until(actor, running, now));
    }

    private List<Objective> running(Actor actor) {
        return objectives.all(actor.organization()).stream()
                .filter(one -> !one.shown().stage().isEnded())
                .toList();
    }

    private List<Standing> standings(Actor actor, List<Objective> running, Instant now) {
        LocalDate today = now.atZone(actor.organizationZone()).toLocalDate();
        Map<ObjectiveId, List<Verdict>> verdicts = conformance.of(actor, running, now);
        List<Standing> standings = new ArrayList<>(running.size());
        for (Objective one : running) standings.add(standing(one, today, verdicts.getOrDefault(one.id(), List.of())));
        return List.copyOf(standings);
    }

    private static Standing standing(Objective objective, LocalDate today, List<Verdict> verdicts) {
        String title = objective.shown().content().title();
        return new Standing(
                objective.id(),
                objective.reference(),
                title,
                (objective.reference() + " " + title).toLowerCase(Locale.ROOT),
                objective.shown().content().unit(),
                objective.shown().content().serves(),
                objective.shown().isInForce(today),
                verdicts.stream().map(Verdict::state).toList());
    }
}
