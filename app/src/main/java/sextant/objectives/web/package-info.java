@NullMarked
package sextant.objectives.web;

import org.jspecify.annotations.NullMarked;
