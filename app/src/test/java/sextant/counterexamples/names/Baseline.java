package sextant.counterexamples.names;

/** A word of the domain: not reported. */
class Baseline {}
