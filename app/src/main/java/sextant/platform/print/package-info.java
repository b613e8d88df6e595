/**
 * Prints: a template becomes XHTML, and that a tagged PDF with the bundled typeface. What a paper says is its module's own;
 * how it looks is here.
 */
@NullMarked
package sextant.platform.print;

import org.jspecify.annotations.NullMarked;
