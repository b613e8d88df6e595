package sextant.people;

import java.util.Optional;

/** What a form says about a unit; without a parent only for the root. */
public record UnitDetails(String name, UnitKind kind, boolean relevant, Optional<UnitId> parent) {}
