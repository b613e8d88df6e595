package sextant.notifications;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import sextant.platform.language.Reader;
import sextant.platform.language.Texts;
import sextant.platform.print.Markup;

/** Words what one person was told as a mail, in their language and time zone. */
public final class NewsLetter {
    /** @param href where it is seen */
    public record Line(String sentence, String note, String when, String href) {}

    /**
     * What the template shows.
     *
     * @param styleSheet ours, and safe to show as it is: a mail fetches nothing
     * @param more how many are not in it; empty for none
     * @param why it comes, and where that is changed
     */
    public record Page(
            String styleSheet,
            String language,
            String organization,
            String subject,
            List<Line> lines,
            String more,
            String inbox,
            String why,
            String choices) {}

    /** What every mail looks like; a mail carries it along, since nothing is fetched. */
    public static final String STYLE_SHEET = styleSheet();

    private static final int SHOWN = 30;
    private static final int LONGEST_SUBJECT = 200;

    private NewsLetter() {}

    /** @param news at least one */
    static Mail.Letter of(Reader reader, String organization, MailServer.Settings settings, List<Notification> news) {
        Texts texts = reader.texts();
        List<Line> lines = news.stream()
                .limit(SHOWN)
                .map(one -> new Line(
                        one.told(reader),
                        one.note(),
                        reader.formats().time(one.at()),
                        settings.link("/inbox/" + one.id())))
                .toList();
        Optional<String> more = news.size() > SHOWN
                ? Optional.of(texts.text("mail.news.more", reader.formats().number(news.size() - SHOWN)))
                : Optional.empty();
        String first = lines.getFirst().sentence();
        String subject = cut(news.size() == 1 ? first : texts.text("mail.news.subject", first, news.size() - 1));
        Page page = new Page(
                STYLE_SHEET,
                texts.locale().getLanguage(),
                organization,
                subject,
                lines,
                more.orElse(""),
                settings.link("/inbox"),
                texts.text("mail.why", organization),
                settings.link("/inbox/choices"));
        return new Mail.Letter(
                page.language(),
                subject,
                plain(texts, page),
                Markup.of("notifications/newsMail.jte", texts, page),
                List.of());
    }

    private static String plain(Texts texts, Page page) {
        StringBuilder plain = new StringBuilder();
        for (Line line : page.lines()) {
            plain.append(line.sentence()).append('\n');
            if (!line.note().isEmpty())
                plain.append("    ").append(line.note().replace("\n", "\n    ")).append('\n');
            plain.append(line.when()).append(" · ").append(line.href()).append("\n\n");
        }
        if (!page.more().isEmpty())
            plain.append(page.more()).append(' ').append(page.inbox()).append("\n\n");
        return plain.append("-- \n")
                .append(page.why())
                .append('\n')
                .append(texts.text("mail.choices"))
                .append(": ")
                .append(page.choices())
                .append('\n')
                .toString();
    }

    private static String styleSheet() {
        try (InputStream resource =
                Objects.requireNonNull(NewsLetter.class.getResourceAsStream("/sextant/notifications/mail.css"))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On one line: a header has no other. */
    static String cut(String subject) {
        String line = subject.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 1) + "…";
    }
}
