package sextant.counterexamples.floors.people;

import sextant.counterexamples.floors.objectives.Aim;

class Climber {
    Aim aim;
}
