package sextant.counterexamples.unmarked;

class Unmarked {}
