/**
 * The status rule: what a target and its measurements amount to at a given moment, and why. It is plain functions over
 * values, without a clock, a database or a word of prose; {@code docs/status-rule.md} is its text, and
 * {@link sextant.evaluation.rule.StatusRule} its entrance.
 */
@NamedInterface("rule")
@NullMarked
package sextant.evaluation.rule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
