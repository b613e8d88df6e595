/**
 * Draws what has been measured, as SVG text made on the server: the same drawing in a page, a document and a mail. Each
 * drawing is a value with one pure function; numbers and dates arrive already worded for the reader, so no locale,
 * clock or database is known here. Colours are classes of the style sheet, with the day colours as presentation
 * attributes for documents that have none.
 */
@NullMarked
package sextant.platform.charts;

import org.jspecify.annotations.NullMarked;
