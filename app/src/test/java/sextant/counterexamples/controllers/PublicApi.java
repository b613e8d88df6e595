package sextant.counterexamples.controllers;

import org.springframework.web.bind.annotation.RestController;

/** Abstract, so that no component scan makes one. */
@RestController
public abstract class PublicApi {}
