package sextant.platform.web;

/**
 * A module's place in the navigation.
 *
 * @param key message key below {@code navigation.}
 * @param permission the name of the permission that shows it
 * @param shortcut the letter that follows {@code g} on the keyboard
 */
public record NavigationEntry(int order, String key, String path, String icon, String permission, String shortcut) {}
