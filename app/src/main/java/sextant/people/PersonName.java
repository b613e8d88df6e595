package sextant.people;

/**
 * As much of a person as a page needs that names one or lets one be chosen.
 *
 * @param active whether the person can still be given something to do
 */
public record PersonName(PersonId id, String name, boolean active) {}
