package sextant.counterexamples.names.service;

class Layered {}
