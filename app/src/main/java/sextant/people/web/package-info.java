@NullMarked
package sextant.people.web;

import org.jspecify.annotations.NullMarked;
