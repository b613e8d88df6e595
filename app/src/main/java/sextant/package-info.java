/** Sextant: the product. Each package below is one module; modules stand on floors and import only downwards. */
@NullMarked
package sextant;

import org.jspecify.annotations.NullMarked;
