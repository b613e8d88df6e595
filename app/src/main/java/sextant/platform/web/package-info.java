@NullMarked
package sextant.platform.web;

import org.jspecify.annotations.NullMarked;
