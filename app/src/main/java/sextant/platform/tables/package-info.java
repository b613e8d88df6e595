/** Tables as files that a spreadsheet opens without harm. */
@NullMarked
package sextant.platform.tables;

import org.jspecify.annotations.NullMarked;
