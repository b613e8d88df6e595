package sextant.counterexamples.names;

class Base {}
