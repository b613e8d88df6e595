/** The inbox, how people want to be told, and the organization's mail: as pages and for programs. */
@NullMarked
package sextant.notifications.web;

import org.jspecify.annotations.NullMarked;
