@NullMarked
package sextant.platform.language;

import org.jspecify.annotations.NullMarked;
