package sextant.counterexamples.names;

class DateUtils {}
