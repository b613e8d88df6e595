package sextant.documents.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sextant.platform.web.Errors;
import sextant.platform.web.Option;

/** What the page shows that says to whom checkpoints are mailed. */
public interface MailingViews {
    /** @param recipients one a line */
    record MailingForm(
            @Nullable String recipients,
            @Nullable String every,
            @Nullable String reason,
            @Nullable String version) {
        MailingForm over(int version) {
            return new MailingForm(recipients, every, reason, String.valueOf(version));
        }
    }

    /**
     * @param sent when the last one went and about how many entries; empty before
     * @param next when the next one goes by itself; empty for not
     * @param mails whether the organization sends mails
     */
    record MailingPage(
            MailingForm form,
            List<Option> rhythms,
            String sent,
            String next,
            boolean chosen,
            boolean mails,
            Errors errors) {}
}
