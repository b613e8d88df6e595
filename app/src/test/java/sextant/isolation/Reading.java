package sextant.isolation;

import java.util.Optional;
import sextant.people.Actor;
import sextant.platform.OrganizationId;

/**
 * How one method of a repository is asked for what belongs to another organization.
 *
 * @param method class, method and parameter types, by their simple names
 * @param arguments empty when it is not asked, which must say why
 * @param nothing what it answers when there is no row; empty for the usual: nothing, false, none
 */
record Reading(String method, Optional<Arguments> arguments, Kind kind, String nothing) {
    enum Kind {
        /** Asked for something of theirs; there is no such thing, in our name as in theirs. */
        ABSENT,
        /** Asked for whatever the organization has: of ours in our name, of nothing in theirs. */
        OURS,
        /** Makes something of what it is given in any case: without a word of theirs. */
        SILENT
    }

    /** For whom it is asked. */
    record By(OrganizationId organization, Actor actor) {}

    @FunctionalInterface
    interface Arguments {
        /** @param of whose things are asked for */
        Object[] of(By by, Filled of);
    }

    static Reading absent(String method, Arguments arguments) {
        return new Reading(method, Optional.of(arguments), Kind.ABSENT, "");
    }

    /** @param nothing what it answers when there is no row */
    static Reading absent(String method, String nothing, Arguments arguments) {
        return new Reading(method, Optional.of(arguments), Kind.ABSENT, nothing);
    }

    static Reading ours(String method, Arguments arguments) {
        return new Reading(method, Optional.of(arguments), Kind.OURS, "");
    }

    /** @param nothing what it answers when there is no row */
    static Reading ours(String method, String nothing, Arguments arguments) {
        return new Reading(method, Optional.of(arguments), Kind.OURS, nothing);
    }

    static Reading silent(String method, Arguments arguments) {
        return new Reading(method, Optional.of(arguments), Kind.SILENT, "");
    }

    static Reading unasked(String method, String why) {
        if (why.isBlank()) throw new IllegalArgumentException(method);
        return new Reading(method, Optional.empty(), Kind.SILENT, "");
    }

    static Object[] args(Object... arguments) {
        return arguments;
    }

    @Override
    public String toString() {
        return method;
    }
}
