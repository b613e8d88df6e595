package sextant.documentcontrol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import sextant.journal.Fields;
import sextant.platform.language.Languages;

/** What a document of each kind begins with; an organization changes its own copy of it. */
public record ShippedTemplate(String title, String references, List<Section> sections) {

    public static ShippedTemplate of(DocumentKind kind, Locale language) {
        String name = "/sextant/documentcontrol/" + kind.code() + "_"
                + Languages.of(language.getLanguage()).getLanguage() + ".yaml";
        try (InputStream yaml = Objects.requireNonNull(ShippedTemplate.class.getResourceAsStream(name), name)) {
            Map<?, ?> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            return new ShippedTemplate(
                    Fields.text(read, "title"),
                    Fields.text(read, "references"),
                    Fields.maps(read, "sections").stream()
                            .map(DocumentRecord::section)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
