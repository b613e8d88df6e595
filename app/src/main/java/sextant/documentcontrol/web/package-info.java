@NullMarked
package sextant.documentcontrol.web;

import org.jspecify.annotations.NullMarked;
