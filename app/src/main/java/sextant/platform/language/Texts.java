package sextant.platform.language;

import java.util.Locale;
import org.springframework.context.MessageSource;

/** The interface's texts in one reader's language. */
public final class Texts {
    private final MessageSource messages;
    private final Locale locale;

    Texts(MessageSource messages, Locale locale) {
        this.messages = messages;
        this.locale = locale;
    }

    public String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    /** The text of one of several fixed values: {@code choice("status", "on-track")} is the text of {@code status.on-track}. */
    public String choice(String prefix, String code, Object... arguments) {
        return messages.getMessage(prefix + "." + code, arguments, locale);
    }

    public Locale locale() {
        return locale;
    }
}
