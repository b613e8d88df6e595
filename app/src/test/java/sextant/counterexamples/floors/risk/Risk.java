package sextant.counterexamples.floors.risk;

public class Risk {}
