package sextant.objectives;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sextant.measurement.Kpi;
import sextant.measurement.KpiId;

/**
 * The SMART check of a proposal (mission text, "Use SMART criteria"): specific, measurable, relevant and time-bound follow
 * from the data, achievable from a stated basis. What is missing keeps it from being proposed; a reviewer adds findings.
 */
public final class Smart {
    public enum Letter {
        SPECIFIC("specific"),
        MEASURABLE("measurable"),
        ACHIEVABLE("achievable"),
        RELEVANT("relevant"),
        TIME_BOUND("time-bound");

        private final String code;

        Letter(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** @param missing codes of what is missing, below {@code smart.missing.}; none when the letter holds */
    public record Finding(Letter letter, List<String> missing) {
        public boolean holds() {
            return missing.isEmpty();
        }
    }

    private Smart() {}

    public static List<Finding> check(ObjectiveContent content, Map<KpiId, Kpi> kpis) {
        return List.of(
                new Finding(Letter.SPECIFIC, specific(content)),
                new Finding(Letter.MEASURABLE, measurable(content, kpis)),
                new Finding(Letter.ACHIEVABLE, content.achievable().isEmpty() ? List.of("achievable") : List.of()),
                new Finding(Letter.RELEVANT, content.rationale().isEmpty() ? List.of("rationale") : List.of()),
                new Finding(Letter.TIME_BOUND, timeBound(content)));
    }

    private static List<String> specific(ObjectiveContent content) {
        List<String> missing = new ArrayList<>();
        if (content.purpose().isEmpty()) missing.add("purpose");
        if (content.owner().isEmpty()) missing.add("owner");
        return missing;
    }

    private static List<String> measurable(ObjectiveContent content, Map<KpiId, Kpi> kpis) {
        if (content.targets().isEmpty())
            return content.notMeasurable().isEmpty() || content.criteria().isEmpty() ? List.of("target") : List.of();
        boolean complete = content.targets().stream().allMatch(target -> {
            Kpi kpi = kpis.get(target.kpi());
            return kpi != null
                    && target.complete(kpi.definition().direction()) instanceof ObjectiveTarget.Completeness.Complete;
        });
        return complete ? List.of() : List.of("target-incomplete");
    }

    private static List<String> timeBound(ObjectiveContent content) {
        List<String> missing = new ArrayList<>();
        if (content.starts().isEmpty()) missing.add("starts");
        if (content.ends().isEmpty()) missing.add("ends");
        return missing;
    }
}
