/**
 * The verdict on each requirement of clause 6.2 for each objective: the modules below check, this one gathers, and keeps the
 * gaps that somebody accepted. An accepted gap stays a gap in every count.
 */
@ApplicationModule(allowedDependencies = {"platform", "journal", "people", "objectives"})
@NullMarked
package sextant.conformance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
