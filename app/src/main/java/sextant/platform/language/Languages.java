package sextant.platform.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The languages of the interface, and the message bundles: one folder per module, each bundle in every language. */
@Configuration
public class Languages {
    public static final List<Locale> ALL = List.of(Locale.ENGLISH, Locale.GERMAN);

    /** The supported language nearest to what is asked for; English when none is. */
    public static Locale nearest(List<Locale.LanguageRange> wanted) {
        Locale found = Locale.lookup(wanted, ALL);
        return found == null ? Locale.ENGLISH : found;
    }

    public static Locale of(String code) {
        return ALL.stream()
                .filter(language -> language.getLanguage().equals(code))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }

    @Bean
    MessageSource messageSource() {
        ResourceBundleMessageSource source = new ResourceBundleMessageSource();
        source.setBasenames(bundles());
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        source.setAlwaysUseMessageFormat(true);
        // A text that is missing shows as its key; the test of the bundles sees to it that none is missing.
        source.setUseCodeAsDefaultMessage(true);
        return source;
    }

    @Bean
    Speaking speaking(MessageSource messages) {
        return new Speaking(messages);
    }

    private static String[] bundles() {
        try {
            Resource[] files =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*/messages.properties");
            return Arrays.stream(files)
                    .map(file -> {
                        try {
                            String url = file.getURL().toString();
                            return url.substring(url.lastIndexOf("messages/", url.length() - 20))
                                    .replace(".properties", "");
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .sorted()
                    .toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the texts and formats of one reader. */
    public record Speaking(MessageSource messages) {
        public Texts texts(Locale locale) {
            return new Texts(messages, locale);
        }

        public Reader reader(Locale locale, ZoneId zone) {
            return new Reader(texts(locale), new Formats(locale, zone));
        }
    }
}
