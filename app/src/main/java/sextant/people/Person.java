package sextant.people;

import java.util.List;

/** @param grants the roles this person holds, each on its unit */
public record Person(
        PersonId id,
        String name,
        String email,
        PersonKind kind,
        String language,
        String timeZone,
        boolean active,
        boolean hasPassword,
        int version,
        List<Grant> grants) {
    Person called(String other) {
        return new Person(id, other, email, kind, language, timeZone, active, hasPassword, version, grants);
    }

    public record Grant(Role role, UnitId unit) {}
}
