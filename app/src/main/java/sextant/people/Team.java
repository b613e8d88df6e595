package sextant.people;

import java.util.List;

/** People who work together across units. */
public record Team(TeamId id, String name, String purpose, int version, List<PersonId> members) {}
