package sextant.counterexamples.names;

class KpiManager {}
