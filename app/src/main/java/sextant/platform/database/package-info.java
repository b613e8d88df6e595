@NullMarked
package sextant.platform.database;

import org.jspecify.annotations.NullMarked;
