package sextant.counterexamples.names;

class KpiImpl {}
