@NullMarked
package sextant.platform.charts;

import org.jspecify.annotations.NullMarked;
