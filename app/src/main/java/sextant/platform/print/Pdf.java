package sextant.platform.print;

import com.openhtmltopdf.extend.FSStream;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import gg.jte.html.escape.Escape;
import gg.jte.output.StringOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import sextant.platform.language.Texts;

/**
 * Prints XHTML as a tagged PDF (PDF/UA) with the bundled typeface. Nothing is fetched: neither from a network nor from a
 * disk, whatever the text asks for. The same text and moment give the same bytes. Drawings in it must hold no words: the
 * renderer would set them in another typeface.
 */
public final class Pdf {
    private static final String FAMILY = "IBM Plex Sans";
    private static final int REGULAR = 400;
    private static final int SEMI_BOLD = 600;
    /** What XML 1.0 (2.2) allows nowhere. */
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    static {
        // It tells of each font and each page; what is wrong it throws.
        XRLog.setLoggingEnabled(false);
    }

    /** What every document looks like; a page carries it along, since nothing is fetched. */
    public static final String STYLE_SHEET = text("document.css");

    private Pdf() {}

    /**
     * A document from its template.
     *
     * @param page everything that it says, worded
     * @param moment the document's date of creation
     */
    public static byte[] of(String template, Texts texts, Object page, Instant moment) {
        return of(Markup.of(template, texts, page), moment);
    }

    private static byte[] of(String xhtml, Instant moment) {
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .withHtmlContent(NOT_XML.matcher(xhtml).replaceAll("\uFFFD"), null)
                .usePdfUaAccessibility(true)
                .withProducer("Sextant")
                .useFastMode()
                .useUriResolver((base, uri) -> null)
                .useHttpStreamImplementation(Pdf::nothing)
                .useSVGDrawer(new BatikSVGDrawer());
        font(builder, "IBMPlexSans-Regular.ttf", REGULAR);
        font(builder, "IBMPlexSans-SemiBold.ttf", SEMI_BOLD);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.layout();
            try (PDDocument document = renderer.createPDFKeepOpen()) {
                return bytes(document, moment);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An SVG drawing as part of an XHTML text: there the name space is not optional, and the renderer takes what stands
     * for the drawing from {@code alt}.
     */
    public static String embedded(String svg, String alternative) {
        StringOutput escaped = new StringOutput();
        Escape.htmlAttribute(alternative, escaped);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" alt=\"" + escaped + "\" " + svg.substring("<svg ".length());
    }

    private static byte[] bytes(PDDocument document, Instant moment) throws IOException {
        GregorianCalendar created = GregorianCalendar.from(moment.atZone(ZoneOffset.UTC));
        PDDocumentInformation information = document.getDocumentInformation();
        information.setCreationDate(created);
        information.setModificationDate(created);
        document.setDocumentId(moment.toEpochMilli());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    private static void font(PdfRendererBuilder builder, String file, int weight) {
        builder.useFont(
                () -> resource("fonts/" + file),
                FAMILY,
                weight,
                FontStyle.NORMAL,
                true,
                EnumSet.of(FSFontUseCase.DOCUMENT));
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(Pdf.class.getResourceAsStream("/sextant/platform/print/" + name), name);
    }

    private static String text(String name) {
        try (InputStream resource = resource(name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FSStream nothing(String address) {
        throw new IllegalStateException("a document asks for " + address);
    }
}
