@NullMarked
package sextant.ledger;

import org.jspecify.annotations.NullMarked;
