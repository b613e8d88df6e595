package sextant.platform.web;

/**
 * A module's place in the navigation.
 *
 * @param key message key below {@code navigation.}
 * @param permission the name of the permission that shows it; empty for what everybody has
 * @param shortcut the letter that follows {@code g} on the keyboard
 */
public record NavigationEntry(int order, String key, String path, String icon, String permission, String shortcut) {
    public static NavigationEntry forEverybody(int order, String key, String path, String icon, String shortcut) {
        return new NavigationEntry(order, key, path, icon, "", shortcut);
    }

    boolean isFor(Viewer viewer) {
        return permission.isEmpty() || viewer.may(permission);
    }
}
