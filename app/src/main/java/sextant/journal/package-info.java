/**
 * Revisions, sequencer, checkpoints, as-of and difference. Every write to a record appends a revision in the same
 * transaction; a sequencer gives each a leaf number in the organization's Merkle tree (RFC 9162) within seconds; a signed
 * checkpoint fixes the tree's head. History, difference, "as of" and proof are this one mechanism.
 */
@ApplicationModule(allowedDependencies = {"platform"})
@NullMarked
package sextant.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
