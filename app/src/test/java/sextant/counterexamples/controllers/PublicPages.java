package sextant.counterexamples.controllers;

import org.springframework.stereotype.Controller;

/** Abstract, so that no component scan makes one. */
@Controller
public abstract class PublicPages {}
