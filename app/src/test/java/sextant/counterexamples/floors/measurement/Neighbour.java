package sextant.counterexamples.floors.measurement;

import sextant.counterexamples.floors.risk.Risk;

class Neighbour {
    Risk risk;
}
