package sextant.counterexamples.modules.other.inside;

public class Insides {}
