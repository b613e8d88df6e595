/**
 * How measurements of one KPI get in from outside, and safely out again as CSV. A file's first bytes are looked at
 * generously ({@link sextant.measurement.intake.Detection}), a person confirms what was found as a
 * {@link sextant.measurement.intake.Mapping}, and then {@link sextant.measurement.intake.Rows} reads the whole of it
 * strictly, one row at a time: every row ends as a good one or as a bad one that says what is wrong with it, nothing is
 * guessed and nothing is dropped. What is found comes as codes with parameters; the sentences for people are made where
 * the reader's language is known.
 */
@NamedInterface("intake")
@NullMarked
package sextant.measurement.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
