package sextant.notifications.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sextant.platform.web.Asked;
import sextant.platform.web.Errors;
import sextant.platform.web.Option;

/** What the pages of the inbox show, everything decided. */
public interface InboxViews {
    /** @param href marks it as read and leads to what it tells of */
    record NewsLine(String id, String href, String sentence, String note, String matter, String when, boolean unread) {}

    /**
     * @param until the newest that is shown; empty when nothing is
     * @param unread whether those that were read are left out
     */
    record InboxPage(Asked asked, boolean unread, List<NewsLine> lines, String until, String next) {}

    /** @param ways from matter to way, by code */
    record ChoicesForm(
            @Nullable String decision,
            @Nullable String outcome,
            @Nullable String task,
            @Nullable String status,
            @Nullable String document,
            @Nullable String job,
            @Nullable String digestHour,
            @Nullable String version) {}

    /** @param chosen the code of its way */
    record MatterLine(String code, String name, String hint, String chosen) {}

    record ChoicesPage(
            List<MatterLine> matters,
            List<Option> ways,
            List<Option> hours,
            String digestHour,
            String timeZone,
            String version,
            boolean mails,
            Errors errors) {}
}
