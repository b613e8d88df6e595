package sextant.evaluation.rule;

import java.time.Instant;
import java.util.Optional;

/**
 * The status of a target at a moment.
 *
 * @param status the status that {@code explanation} explains
 * @param validUntil the earliest later instant at which status or explanation change if no row is added; empty if never
 * @param ruleVersion the version of the rule that gave it
 */
public record Verdict(Status status, Explanation explanation, Optional<Instant> validUntil, String ruleVersion) {

    public Verdict {
        if (explanation.status() != status)
            throw new IllegalArgumentException(explanation + " does not explain " + status);
    }
}
