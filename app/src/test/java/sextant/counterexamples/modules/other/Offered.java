package sextant.counterexamples.modules.other;

public class Offered {}
