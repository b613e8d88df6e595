@NullMarked
package sextant.platform.secrets;

import org.jspecify.annotations.NullMarked;
