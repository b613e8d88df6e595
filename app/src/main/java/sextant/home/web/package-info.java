@NullMarked
package sextant.home.web;

import org.jspecify.annotations.NullMarked;
