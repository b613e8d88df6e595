package sextant.testing;

import sextant.people.PersonId;

/** @param token an API token as mighty as the person */
public record TestPerson(PersonId id, String name, String email, String password, String token) {}
