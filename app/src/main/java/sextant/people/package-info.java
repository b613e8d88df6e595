/**
 * Who is there and what they may do: the organization, its units (functions and levels) as a tree, teams, persons, the
 * roles granted to them on a unit and below it, signing in, sessions and API tokens. One permission matrix decides for
 * pages and API alike.
 */
@ApplicationModule(allowedDependencies = {"platform", "journal"})
@NullMarked
package sextant.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
