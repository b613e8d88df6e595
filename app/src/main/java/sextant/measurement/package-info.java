/**
 * KPIs (what ISO/IEC 27004 calls measures) and their measurements: defined, collected by hand, by upload and by API, never
 * changed, only corrected by a later row.
 */
@ApplicationModule(allowedDependencies = {"platform", "journal", "people"})
@NullMarked
package sextant.measurement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
