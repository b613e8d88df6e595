/** The pages and the API of imports. */
@NullMarked
package sextant.imports.web;

import org.jspecify.annotations.NullMarked;
