@NullMarked
package sextant.plans.web;

import org.jspecify.annotations.NullMarked;
