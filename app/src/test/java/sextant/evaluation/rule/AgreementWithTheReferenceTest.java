package sextant.evaluation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class AgreementWithTheReferenceTest {

    private static final int CASES = 30_000;

    @Test
    void the_rule_and_the_reference_agree_and_every_explanation_is_met_often() {
        Map<String, Integer> met = new TreeMap<>();
        for (long seed = 0; seed < CASES; seed++) {
            Explanation explanation = agree(seed);
            met.merge(explanation.code() + " " + explanation.status().code(), 1, Integer::sum);
        }
        assertThat(met.keySet())
                .containsExactlyInAnyOrder(
                        "period-ahead not-started",
                        "first-awaited not-started",
                        "never-measured no-data",
                        "stale no-data",
                        "against-path on-track",
                        "against-path at-risk",
                        "against-path off-track",
                        "already-met on-track",
                        "nothing-by-due no-data",
                        "stale-at-end no-data",
                        "at-due achieved",
                        "at-due missed",
                        "maintaining on-track",
                        "maintaining at-risk",
                        "maintaining off-track",
                        "maintained achieved",
                        "maintained missed",
                        "against-range on-track",
                        "against-range at-risk",
                        "against-range off-track",
                        "range-at-due achieved",
                        "range-at-due missed");
        assertThat(met.values()).as("%s", met).allMatch(count -> count >= 40);
    }

    @Property(tries = 3_000, shrinking = ShrinkingMode.OFF)
    void they_agree_on_cases_never_seen_before(@ForAll long seed) {
        agree(seed);
    }

    private static Explanation agree(long seed) {
        Case given = Case.random(seed);
        Verdict verdict = given.judged();
        ReferenceEvaluator.Answer answer = new ReferenceEvaluator(given).answer();
        assertThat(verdict.status().code()).as("seed %d: %s", seed, given).isEqualTo(answer.status());
        assertThat(measuredOn(verdict.explanation()))
                .as("seed %d: %s", seed, given)
                .isEqualTo(answer.measuredOn());
        distance(verdict.explanation())
                .ifPresent(distance -> assertThat(answer.distance())
                        .as("seed %d: %s", seed, given)
                        .hasValueSatisfying(
                                exact -> assertThat(exact.sameAs(distance)).isTrue()));
        return verdict.explanation();
    }

    private static Optional<LocalDate> measuredOn(Explanation explanation) {
        return Optional.ofNullable(explanation.stored().get("date")).map(LocalDate::parse);
    }

    private static Optional<BigDecimal> distance(Explanation explanation) {
        return switch (explanation) {
            case Explanation.AgainstPath against -> Optional.of(against.shortfall());
            case Explanation.AgainstRange against -> Optional.of(against.distance());
            case Explanation.Maintaining maintaining -> Optional.of(maintaining.shortfall());
            default -> Optional.empty();
        };
    }
}
