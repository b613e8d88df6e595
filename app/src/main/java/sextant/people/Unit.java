package sextant.people;

import java.util.Optional;

/**
 * A function or a level inside the organization.
 *
 * @param parent empty for the root only
 * @param relevant whether clause 6.2 asks for an objective at this unit
 * @param depth 0 for the root
 */
public record Unit(
        UnitId id, Optional<UnitId> parent, String name, UnitKind kind, boolean relevant, int version, int depth) {}
