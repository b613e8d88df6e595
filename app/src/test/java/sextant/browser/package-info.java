/**
 * Sextant as people meet it: in a real browser, with the security policy it is delivered with. The main job from the setup
 * link to a verified evidence pack, every page against WCAG 2.2 AA in both themes, and the keyboard.
 */
@NullMarked
package sextant.browser;

import org.jspecify.annotations.NullMarked;
