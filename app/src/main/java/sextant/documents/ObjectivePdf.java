package sextant.documents;

import org.springframework.stereotype.Component;
import sextant.people.Actor;
import sextant.platform.print.Pdf;

/** The document as people print it. */
@Component
public class ObjectivePdf {

    /** @param reader in whose language it is */
    public byte[] bytes(Actor reader, ObjectiveDocument document) {
        return Pdf.of(
                "documents/objectivePdf.jte",
                reader.reader().texts(),
                new ObjectiveWording(reader, document).page(Pdf.STYLE_SHEET),
                document.moment());
    }
}
