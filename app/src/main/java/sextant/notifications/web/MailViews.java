package sextant.notifications.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sextant.platform.web.Asked;
import sextant.platform.web.Errors;
import sextant.platform.web.Option;

/** What the pages of the organization's mail show, everything decided. */
public interface MailViews {
    /** @param password empty to keep the one that is there */
    record ServerForm(
            @Nullable String used,
            @Nullable String host,
            @Nullable String port,
            @Nullable String protection,
            @Nullable String userName,
            @Nullable String password,
            @Nullable String sender,
            @Nullable String senderName,
            @Nullable String address,
            @Nullable String reason,
            @Nullable String version) {
        /** The same, typed over that version; a password is not shown again. */
        ServerForm over(int version) {
            return new ServerForm(
                    used,
                    host,
                    port,
                    protection,
                    userName,
                    null,
                    sender,
                    senderName,
                    address,
                    reason,
                    String.valueOf(version));
        }
    }

    /**
     * How it stands with the mail.
     *
     * @param verdict as the conformance verdicts have it
     * @param why the failure in words with what the server said; empty when nothing fails
     * @param waiting how many mails wait, in words; empty for none
     */
    record Standing(String verdict, String title, String text, String why, String waiting, boolean retriable) {}

    record ServerPage(
            ServerForm form,
            boolean saved,
            boolean hasPassword,
            Standing standing,
            List<Option> protections,
            Errors errors) {}

    /** @param tone as the conformance verdicts have it */
    record MailLine(
            String id,
            String recipient,
            String purpose,
            String state,
            String tone,
            String why,
            String made,
            String ended,
            boolean again,
            boolean drop) {}

    record OutboxPage(Asked asked, List<MailLine> lines, List<Option> states, String next) {}
}
