package sextant.counterexamples.modules.outer;

import sextant.counterexamples.modules.other.inside.Insides;

public class Reaching {
    Insides insides;
}
