/**
 * The start page: how the objectives stand, what waits for the reader, and what changed lately. It reads across the
 * modules below and holds nothing of its own.
 */
@ApplicationModule(
        allowedDependencies = {"platform", "people", "measurement", "objectives", "evaluation", "evaluation :: rule"})
@NullMarked
package sextant.home;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
