package sextant.counterexamples.names;

class BaseKpi {}
