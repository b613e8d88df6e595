/**
 * The running application that tests share, and what they need to talk to it: organizations with people in them, an HTTP
 * client that signs in, a clock that moves, and a count of SQL statements.
 */
@NullMarked
package sextant.testing;

import org.jspecify.annotations.NullMarked;
