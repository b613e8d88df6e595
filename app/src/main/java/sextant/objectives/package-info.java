/**
 * Objectives and their targets: from blank or from a template, through draft, proposal and approval of exact content into
 * force, with editorial changes beside them and new versions after them, to closure or withdrawal.
 */
@ApplicationModule(allowedDependencies = {"platform", "journal", "people", "notifications", "approval", "measurement"})
@NullMarked
package sextant.objectives;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
