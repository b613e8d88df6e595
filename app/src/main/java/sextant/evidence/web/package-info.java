@NullMarked
package sextant.evidence.web;

import org.jspecify.annotations.NullMarked;
