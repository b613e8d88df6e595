package sextant.documents;

import java.time.Instant;
import sextant.journal.Proofs;
import sextant.notifications.MailServer;
import sextant.notifications.NewsLetter;
import sextant.platform.language.Reader;
import sextant.platform.language.Texts;
import sextant.platform.print.Markup;

/** Words the mail that a checkpoint travels in: what it is, the note itself, and how it is used one day. */
public final class CheckpointLetter {
    /** What the template shows. */
    public record Page(
            String styleSheet,
            String language,
            String organization,
            String subject,
            String lead,
            String note,
            String how,
            String journal) {}

    private final Texts texts;
    private final Page page;

    CheckpointLetter(Reader reader, String organization, Proofs.Head head, MailServer.Settings sender, Instant now) {
        this.texts = reader.texts();
        this.page = new Page(
                NewsLetter.STYLE_SHEET,
                texts.locale().getLanguage(),
                organization,
                texts.text(
                        "checkpoint-mail.subject",
                        organization,
                        reader.formats().number(head.size()),
                        reader.formats().time(now)),
                texts.text(
                        "checkpoint-mail.lead", organization, reader.formats().number(head.size())),
                head.note(),
                texts.text("checkpoint-mail.how"),
                sender.link("/journal"));
    }

    String subject() {
        return page.subject().replaceAll("\\s+", " ");
    }

    String plain() {
        return page.lead() + "\n\n" + page.note() + "\n" + page.how() + "\n" + page.journal() + "\n";
    }

    String html() {
        return Markup.of("documents/checkpointMail.jte", texts, page);
    }
}
