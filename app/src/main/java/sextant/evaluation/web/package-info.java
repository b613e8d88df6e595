@NullMarked
package sextant.evaluation.web;

import org.jspecify.annotations.NullMarked;
