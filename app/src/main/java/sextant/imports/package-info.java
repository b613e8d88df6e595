/** Registers from tables: units, persons, KPIs and objectives by CSV or XLSX, previewed, all or none. */
@ApplicationModule(allowedDependencies = {"platform", "people"})
@NullMarked
package sextant.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
