package sextant.documents;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;
import org.springframework.stereotype.Component;
import sextant.people.Actor;

/** The document as people print it. */
@Component
class ObjectivePdf {
    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "sextant.templates");
    private final String styleSheet = Pdf.text("document.css");

    /** @param reader in whose language it is */
    byte[] bytes(Actor reader, ObjectiveDocument document) {
        StringOutput xhtml = new StringOutput();
        engine.render(
                "documents/objectivePdf.jte",
                Map.of(
                        "texts",
                        reader.reader().texts(),
                        "page",
                        new ObjectiveWording(reader, document).page(styleSheet)),
                xhtml);
        return Pdf.of(xhtml.toString(), document.moment());
    }
}
