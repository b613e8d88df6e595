package sextant.evaluation.rule;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The status of an objective: the worst among its targets'. */
public sealed interface ObjectiveVerdict {

    /** The objective has no target, so there is nothing to judge. */
    record NoTargets() implements ObjectiveVerdict {}

    /**
     * @param worst the first of the worst verdicts among the targets'
     * @param validUntil the earliest instant at which any of them may change; empty if never
     */
    record WorstTarget(Verdict worst, Optional<Instant> validUntil) implements ObjectiveVerdict {}

    static ObjectiveVerdict of(Collection<Verdict> targets) {
        Optional<Verdict> worst = targets.stream().min(Comparator.comparing(Verdict::status));
        if (worst.isEmpty()) return new NoTargets();
        Optional<Instant> validUntil = targets.stream()
                .flatMap(verdict -> verdict.validUntil().stream())
                .min(Comparator.naturalOrder());
        return new WorstTarget(worst.get(), validUntil);
    }
}
