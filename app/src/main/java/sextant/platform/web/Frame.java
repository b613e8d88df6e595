package sextant.platform.web;

import gg.jte.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;

/**
 * What every page has around its own content, with everything decided.
 *
 * @param path the page's own address with its query, for links that lead back
 */
public record Frame(
        Texts texts,
        Formats formats,
        @Nullable Viewer viewer,
        List<Link> navigation,
        @Nullable Notice notice,
        String csrfParameter,
        String csrfToken,
        String path,
        String assetVersion,
        Fragments fragments) {
    /** Renders a template inside another; how one module's page shows what another module contributes. */
    public interface Fragments {
        Content render(String template, Frame frame, Object page);
    }

    /** @param count how much waits there, in the reader's digits; empty for nothing */
    public record Link(String href, String label, String icon, String shortcut, boolean current, String count) {}

    public String t(String key, Object... arguments) {
        return texts.text(key, arguments);
    }

    public String choice(String prefix, String code, Object... arguments) {
        return texts.choice(prefix, code, arguments);
    }

    public String asset(String name) {
        return "/" + name + "?v=" + assetVersion;
    }

    public Content fragment(Panel panel) {
        return fragments.render(panel.template(), this, panel.page());
    }

    /** How much the viewer has not read; empty for nothing. */
    public String unread() {
        return viewer == null ? "" : Pages.unread(viewer);
    }

    public boolean may(String permission) {
        return viewer != null && viewer.may(permission);
    }
}
