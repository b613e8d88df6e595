package sextant.counterexamples.names;

class DateUtil {}
