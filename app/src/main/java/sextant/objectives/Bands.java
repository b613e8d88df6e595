package sextant.objectives;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import sextant.platform.Decimals;

/**
 * A target's tolerance: how far a value may lie on the wrong side, in the KPI's unit. They warn on the way and do not move
 * the target.
 *
 * @param atRisk a distance greater than this is at risk
 * @param offTrack a distance greater than this is off track
 */
public record Bands(BigDecimal atRisk, BigDecimal offTrack) {

    public Bands {
        TargetProblem.refuse(problems(atRisk, offTrack));
        atRisk = Decimals.canonical(atRisk);
        offTrack = Decimals.canonical(offTrack);
    }

    /** What keeps two numbers from being bands; empty if nothing does. */
    public static List<TargetProblem> problems(BigDecimal atRisk, BigDecimal offTrack) {
        List<TargetProblem> problems = new ArrayList<>();
        if (atRisk.signum() < 0) problems.add(new TargetProblem.NegativeBand(atRisk));
        if (offTrack.signum() < 0) problems.add(new TargetProblem.NegativeBand(offTrack));
        if (atRisk.compareTo(offTrack) > 0) problems.add(new TargetProblem.BandsReversed(atRisk, offTrack));
        return List.copyOf(problems);
    }
}
