/** Work that outlives a request: kept in the database, done once by whichever node is free, taken over when a node dies. */
@NullMarked
package sextant.platform.jobs;

import org.jspecify.annotations.NullMarked;
