@NullMarked
package sextant.measurement.web;

import org.jspecify.annotations.NullMarked;
