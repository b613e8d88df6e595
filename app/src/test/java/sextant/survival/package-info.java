/** What stays of the real application when it, its database, or both are killed in the middle of writes. */
@NullMarked
package sextant.survival;

import org.jspecify.annotations.NullMarked;
