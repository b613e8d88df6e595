/**
 * How objectives are achieved: what will be done, by whom, by when (6.2 h, j and k). An objective has one plan; each change
 * of it is a revision of the whole plan, and the plan is part of what is approved with the objective.
 */
@ApplicationModule(
        allowedDependencies = {"platform", "journal", "people", "notifications", "approval", "measurement", "objectives"
        })
@NullMarked
package sextant.plans;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
