package sextant.platform.print;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;
import sextant.platform.language.Texts;

/** What a template makes where there is no page around it: in a document, in a mail. */
public final class Markup {
    private static final TemplateEngine ENGINE =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "sextant.templates");

    private Markup() {}

    /** @param page everything that it says, worded */
    public static String of(String template, Texts texts, Object page) {
        StringOutput markup = new StringOutput();
        ENGINE.render(template, Map.of("texts", texts, "page", page), markup);
        return markup.toString();
    }
}
