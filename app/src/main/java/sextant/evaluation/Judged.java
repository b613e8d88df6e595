package sextant.evaluation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import sextant.evaluation.rule.Explanation;
import sextant.evaluation.rule.Status;
import sextant.objectives.ObjectiveId;

/**
 * The verdicts on one objective at one moment.
 *
 * @param status the worst of its targets'; empty when it has no complete target to judge
 * @param worst the target that gave the objective its status
 * @param targets each target's own status with its explanation
 * @param validUntil when time alone may change one of them; empty when never
 */
public record Judged(
        ObjectiveId objective,
        Optional<Status> status,
        Optional<UUID> worst,
        Map<UUID, Explanation> targets,
        Optional<Instant> validUntil,
        String ruleVersion) {}
