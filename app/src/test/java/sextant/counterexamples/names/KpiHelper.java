package sextant.counterexamples.names;

class KpiHelper {}
