/** Decisions by a named person on exact content: a list of records, revisions and hashes. */
@ApplicationModule(allowedDependencies = {"platform", "journal", "people"})
@NullMarked
package sextant.approval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
