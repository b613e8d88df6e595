/** Everything in one file, and back: from one installation to another, whatever database each has. */
@ApplicationModule(allowedDependencies = {"platform", "journal"})
@NullMarked
package sextant.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
