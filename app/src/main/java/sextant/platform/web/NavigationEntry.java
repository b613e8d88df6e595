package sextant.platform.web;

/**
 * A module's place in the navigation.
 *
 * @param key message key below {@code navigation.}
 * @param permission the name of the permission that shows it; empty for what everybody has
 * @param shortcut the letter that follows {@code g} on the keyboard
 * @param counted whether it shows how much the viewer has not read
 */
public record NavigationEntry(
        int order, String key, String path, String icon, String permission, String shortcut, boolean counted) {
    public NavigationEntry(int order, String key, String path, String icon, String permission, String shortcut) {
        this(order, key, path, icon, permission, shortcut, false);
    }

    public static NavigationEntry forEverybody(int order, String key, String path, String icon, String shortcut) {
        return new NavigationEntry(order, key, path, icon, "", shortcut);
    }

    public NavigationEntry withUnread() {
        return new NavigationEntry(order, key, path, icon, permission, shortcut, true);
    }

    boolean isFor(Viewer viewer) {
        return permission.isEmpty() || viewer.may(permission);
    }
}
