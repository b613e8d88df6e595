package sextant.counterexamples.modules;

import org.springframework.modulith.Modulithic;

@Modulithic
public class Root {}
