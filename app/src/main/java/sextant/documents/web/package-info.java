@NullMarked
package sextant.documents.web;

import org.jspecify.annotations.NullMarked;
