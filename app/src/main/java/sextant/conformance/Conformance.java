package sextant.conformance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import sextant.objectives.ConformanceCheck;
import sextant.objectives.ConformanceCheck.Finding;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Requirement;
import sextant.people.Actor;
import sextant.platform.Days;

/** The verdict on every requirement for a list of objectives. */
@Component
public class Conformance {
    public enum State {
        CONFORMS("conforms"),
        GAP("gap"),
        ACCEPTED("accepted"),
        NOT_DUE("not-due");

        private final String code;

        State(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }

        /** In every count: an accepted gap is one too. */
        public boolean isGap() {
            return this == GAP || this == ACCEPTED;
        }
    }

    /** @param accepted only where it is a gap that somebody accepted and whose last day has not passed */
    public record Verdict(Requirement requirement, State state, Finding finding, Optional<AcceptedGap> accepted) {}

    private final Map<Requirement, ConformanceCheck> checks = new EnumMap<>(Requirement.class);
    private final AcceptedGaps gaps;

    Conformance(List<ConformanceCheck> checks, AcceptedGaps gaps) {
        for (ConformanceCheck check : checks)
            if (this.checks.put(check.requirement(), check) != null)
                throw new IllegalStateException("two checks for " + check.requirement());
        this.gaps = gaps;
    }

    /** For each objective every requirement, in the standard's order. A fixed number of statements, however many there are. */
    public Map<ObjectiveId, List<Verdict>> of(Actor actor, List<Objective> objectives, Instant now) {
        ConformanceCheck.Scope scope =
                new ConformanceCheck.Scope(actor.organization(), actor.organizationZone(), now, objectives);
        Map<Requirement, Map<ObjectiveId, Finding>> findings = new EnumMap<>(Requirement.class);
        checks.forEach((requirement, check) -> findings.put(requirement, check.check(scope)));
        Map<ObjectiveId, Map<Requirement, AcceptedGap>> accepted = accepted(actor, objectives, scope.today());
        Map<ObjectiveId, List<Verdict>> verdicts = new HashMap<>();
        for (Objective objective : objectives) {
            List<Verdict> row = new ArrayList<>();
            for (Requirement requirement : Requirement.values()) {
                Finding finding = findings.getOrDefault(requirement, Map.of())
                        .getOrDefault(objective.id(), new Finding.Gap("no-check-" + requirement.code(), List.of(), ""));
                row.add(verdict(requirement, finding, accepted.getOrDefault(objective.id(), Map.of())));
            }
            verdicts.put(objective.id(), List.copyOf(row));
        }
        return verdicts;
    }

    /** The first moment at which time alone may change a verdict on one of these; the next day at the latest. */
    Instant until(Actor actor, List<Objective> objectives, Instant now) {
        ConformanceCheck.Scope scope =
                new ConformanceCheck.Scope(actor.organization(), actor.organizationZone(), now, objectives);
        Days days = new Days(actor.organizationZone());
        Instant tomorrow = days.startOf(days.dayOf(now).plusDays(1));
        return checks.values().stream()
                .map(check -> check.until(scope))
                .reduce(tomorrow, (one, other) -> one.isBefore(other) ? one : other);
    }

    public List<Verdict> of(Actor actor, Objective objective, Instant now) {
        return of(actor, List.of(objective), now).getOrDefault(objective.id(), List.of());
    }

    private Map<ObjectiveId, Map<Requirement, AcceptedGap>> accepted(
            Actor actor, List<Objective> objectives, LocalDate today) {
        List<AcceptedGap> standing = objectives.size() == 1
                ? gaps.standing(actor.organization(), objectives.getFirst().id())
                : gaps.standing(actor.organization());
        Map<ObjectiveId, Map<Requirement, AcceptedGap>> accepted = new HashMap<>();
        for (AcceptedGap gap : standing)
            if (!gap.until().isBefore(today))
                accepted.computeIfAbsent(gap.objective(), none -> new EnumMap<>(Requirement.class))
                        .put(gap.requirement(), gap);
        return accepted;
    }

    private static Verdict verdict(Requirement requirement, Finding finding, Map<Requirement, AcceptedGap> accepted) {
        return switch (finding) {
            case Finding.Conforms conforms -> new Verdict(requirement, State.CONFORMS, finding, Optional.empty());
            case Finding.NotYetDue early -> new Verdict(requirement, State.NOT_DUE, finding, Optional.empty());
            case Finding.Gap gap -> {
                Optional<AcceptedGap> answer = Optional.ofNullable(accepted.get(requirement));
                yield new Verdict(requirement, answer.isPresent() ? State.ACCEPTED : State.GAP, finding, answer);
            }
        };
    }
}
