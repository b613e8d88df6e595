/**
 * How fast Sextant is, measured from outside: the built application runs in its own process as {@code ./sextant run} starts
 * it, is filled to a stated size, and is visited over HTTP. Each figure stands beside a limit that was measured in the same
 * run, so that it says something on any machine.
 */
@NullMarked
package sextant.bench;

import org.jspecify.annotations.NullMarked;
