/**
 * The ground floor: database, clock, ids, page frame, charts, languages, jobs, files and secrets. Knows nothing of
 * objectives or people; every module above may use all of it.
 */
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
@NullMarked
package sextant.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
