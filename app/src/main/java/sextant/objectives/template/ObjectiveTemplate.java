package sextant.objectives.template;

import static sextant.measurement.Direction.DECREASE;
import static sextant.measurement.Direction.INCREASE;
import static sextant.measurement.Frequency.MONTH;
import static sextant.measurement.Frequency.QUARTER;
import static sextant.measurement.ValueKind.DURATION;
import static sextant.measurement.ValueKind.SHARE;
import static sextant.measurement.ValueKind.YES_NO;

import java.math.BigDecimal;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import sextant.people.Role;

/**
 * The examples of information security objectives that the clause's guidance gives, in its order: each with its measurable
 * target, timeline, responsibility and evaluation. Their words are messages below {@code template}, by the code.
 */
public enum ObjectiveTemplate {
    UNAUTHORIZED_ACCESS(
            Period.ofMonths(6), Optional.empty(), List.of("it-security"), share("privileged-accounts-with-mfa", MONTH)),
    AWARENESS(
            Period.ofMonths(3),
            Optional.empty(),
            List.of("human-resources", "it-security"),
            share("training-completed", MONTH)),
    INCIDENT_RESPONSE(
            Period.ofYears(1),
            Optional.empty(),
            List.of("incident-response"),
            shorter("time-to-detect", 20),
            shorter("time-to-respond", 20)),
    ENCRYPTION(Period.ofMonths(9), Optional.empty(), List.of("it-security"), share("sensitive-data-encrypted", MONTH)),
    CERTIFICATION(
            Period.ofYears(2),
            Optional.of(Role.SECURITY_OFFICER),
            List.of("compliance"),
            // A certificate is given for three years: ISO/IEC 17021-1, 9.1.3.
            new TemplateKpi(
                    "certificate-valid",
                    YES_NO,
                    INCREASE,
                    QUARTER,
                    new Aim.ReachAndMaintain(BigDecimal.ONE, Period.ofYears(3)))),
    DATA_CENTERS(
            Period.ofYears(1),
            Optional.empty(),
            List.of("facilities", "it-security"),
            share("entry-points-with-biometrics", QUARTER)),
    PATCHING(
            Period.ofMonths(6),
            Optional.empty(),
            List.of("it-operations", "it-security"),
            shorter("time-to-patch", 30));

    public static final Map<String, ObjectiveTemplate> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ObjectiveTemplate::code, Function.identity()));

    private final Period timeFrame;
    private final Optional<Role> ownerRole;
    private final List<String> teams;
    private final List<TemplateKpi> kpis;

    ObjectiveTemplate(Period timeFrame, Optional<Role> ownerRole, List<String> teams, TemplateKpi... kpis) {
        this.timeFrame = timeFrame;
        this.ownerRole = ownerRole;
        this.teams = teams;
        this.kpis = List.of(kpis);
    }

    private static TemplateKpi share(String code, sextant.measurement.Frequency collected) {
        return new TemplateKpi(code, SHARE, INCREASE, collected, new Aim.Reach(BigDecimal.valueOf(100)));
    }

    private static TemplateKpi shorter(String code, int percent) {
        return new TemplateKpi(code, DURATION, DECREASE, MONTH, new Aim.ReduceBy(percent));
    }

    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** From the start to the due date. */
    public Period timeFrame() {
        return timeFrame;
    }

    /** The role of the person who is responsible, where the example names one instead of a team. */
    public Optional<Role> ownerRole() {
        return ownerRole;
    }

    /** Codes of the responsible teams, below {@code template.team}. */
    public List<String> teams() {
        return teams;
    }

    public List<TemplateKpi> kpis() {
        return kpis;
    }
}
