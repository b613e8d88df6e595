package sextant.counterexamples.floors.objectives;

import sextant.counterexamples.floors.risk.Risk;

/** Stands on the floors below, as it should: not reported. */
public class Aim {
    Risk risk;
}
