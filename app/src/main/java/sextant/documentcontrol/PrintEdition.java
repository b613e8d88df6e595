package sextant.documentcontrol;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.springframework.stereotype.Component;
import sextant.documents.Checkpoints;
import sextant.documents.ObjectivePage;
import sextant.documents.SealedUnder;
import sextant.journal.Proofs;
import sextant.journal.Sequencer;
import sextant.people.Actor;
import sextant.platform.charts.Sparkline;
import sextant.platform.charts.StatusMark;
import sextant.platform.database.Transactions;
import sextant.platform.language.Languages;
import sextant.platform.language.Reader;
import sextant.platform.print.Pdf;

/** Lays an edition out: for a page, as PDF under the newest checkpoint, and as DOCX. */
@Component
public class PrintEdition {
    private static final String PDF = "application/pdf";
    private static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public record Printed(String fileName, String mediaType, byte[] bytes) {}

    /**
     * @param base what stands before an address within Sextant
     * @param styleSheet and every mark: made by us, safe to write as it is
     */
    public record Sheet(
            EditionPaper paper,
            String base,
            String styleSheet,
            ObjectivePage.CheckpointFacts checkpoint,
            String footer) {
        public String html(String markdown) {
            return Markdown.html(markdown, base);
        }

        public String mark(Block.Cell cell) {
            return cell.status().isEmpty()
                    ? ""
                    : Pdf.embedded(statusMark(cell.status()).svg(), cell.text());
        }

        public String course(Block.Cell cell) {
            return cell.course()
                    .map(course -> Pdf.embedded(drawn(course), cell.text()))
                    .orElse("");
        }

        /** Their widths in the bar, in percent. */
        public List<String> widths(List<Block.Share> shares) {
            int all = shares.stream().mapToInt(Block.Share::count).sum();
            return shares.stream()
                    .map(share -> "width:" + Math.max(1, share.count() * 100 / all) + "%")
                    .toList();
        }
    }

    private final Languages.Speaking speaking;
    private final Checkpoints checkpoints;
    private final Proofs proofs;
    private final Sequencer sequencer;
    private final Transactions transactions;

    PrintEdition(
            Languages.Speaking speaking,
            Checkpoints checkpoints,
            Proofs proofs,
            Sequencer sequencer,
            Transactions transactions) {
        this.speaking = speaking;
        this.checkpoints = checkpoints;
        this.proofs = proofs;
        this.sequencer = sequencer;
        this.transactions = transactions;
    }

    /** Empty when its content is no longer kept. */
    public Optional<EditionPaper> paper(Actor actor, ReadDocuments.Opened opened) {
        return opened.content()
                .map(content -> new EditionWording(
                                reader(actor, content),
                                opened.names(),
                                opened.in().document())
                        .paper(opened.edition(), content, opened.history()));
    }

    /** @param base the address that the reader reaches Sextant by, without a slash at its end */
    public Optional<Printed> pdf(Actor actor, ReadDocuments.Opened opened, String base) {
        return paper(actor, opened).map(paper -> {
            sequencer.sequence(actor.organization());
            SealedUnder sealed = transactions.read(
                    actor.organization(),
                    () -> checkpoints.of(proofs.head(actor.organization()).orElseThrow()));
            Reader reader = reader(actor, opened.content().orElseThrow());
            String size = reader.formats().number(sealed.size());
            Sheet sheet = new Sheet(
                    paper,
                    base,
                    Pdf.STYLE_SHEET,
                    new ObjectivePage.CheckpointFacts(size, sealed.root().hex(), sealed.keyFingerprint()),
                    paper.texts()
                            .text(
                                    "edition.footer",
                                    paper.classification(),
                                    paper.edition(),
                                    opened.content().get().reference(),
                                    size));
            byte[] pdf = Pdf.of(
                    "documentcontrol/editionPdf.jte",
                    paper.texts(),
                    sheet,
                    opened.edition().preparedAt());
            return new Printed(fileName(opened, "pdf"), PDF, pdf);
        });
    }

    public Optional<Printed> docx(Actor actor, ReadDocuments.Opened opened, String base) {
        return paper(actor, opened)
                .map(paper -> new Printed(
                        fileName(opened, "docx"),
                        DOCX,
                        new EditionDocx(paper, base).bytes(opened.edition().preparedAt())));
    }

    private Reader reader(Actor actor, EditionContent content) {
        return speaking.reader(Languages.of(content.language()), actor.organizationZone());
    }

    static StatusMark statusMark(String status) {
        for (StatusMark mark : StatusMark.values()) if (mark.cssClass().equals(status)) return mark;
        throw new IllegalArgumentException("no status has the code " + status);
    }

    /** Drawn as everywhere: line, newest value, target dashed. */
    public static String drawn(Block.Course course) {
        return new Sparkline(
                        course.values().stream().map(Number::doubleValue).toList(),
                        course.goal()
                                .map(goal -> OptionalDouble.of(goal.doubleValue()))
                                .orElse(OptionalDouble.empty()),
                        statusMark(course.status()))
                .svg();
    }

    private static String fileName(ReadDocuments.Opened opened, String ending) {
        return opened.in().document().definition().reference().replaceAll("[^A-Za-z0-9._-]+", "-") + "-"
                + opened.edition().number() + "." + ending;
    }
}
