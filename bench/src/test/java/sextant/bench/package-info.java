/** What the figures rest on: percentiles, and copies of journal revisions that verify. */
@NullMarked
package sextant.bench;

import org.jspecify.annotations.NullMarked;
