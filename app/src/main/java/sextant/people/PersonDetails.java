package sextant.people;

import java.util.Set;

/** What a form says about a person. */
public record PersonDetails(
        String name,
        String email,
        PersonKind kind,
        String language,
        String timeZone,
        boolean active,
        Set<Person.Grant> grants) {}
