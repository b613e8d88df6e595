@NullMarked
package sextant.platform.files;

import org.jspecify.annotations.NullMarked;
