package sextant.counterexamples.floors.elsewhere;

class Floating {}
