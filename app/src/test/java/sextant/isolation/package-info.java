/**
 * That no organization sees or touches another's rows, asked of everything there is: each handler of the running
 * application and each repository's method. What nobody asks fails here.
 */
@NullMarked
package sextant.isolation;

import org.jspecify.annotations.NullMarked;
