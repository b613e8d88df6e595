@NullMarked
package sextant.conformance.web;

import org.jspecify.annotations.NullMarked;
