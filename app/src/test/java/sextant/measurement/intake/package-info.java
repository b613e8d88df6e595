@NullMarked
package sextant.measurement.intake;

import org.jspecify.annotations.NullMarked;
