/**
 * What measurements amount to: the status of every target and objective, computed by a stated rule, with the sentence that
 * explains it. Verdicts are a projection: a write marks what it touches as stale, workers on any node judge it again.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "journal",
            "people",
            "notifications",
            "measurement",
            "measurement :: intake",
            "objectives"
        })
@NullMarked
package sextant.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
