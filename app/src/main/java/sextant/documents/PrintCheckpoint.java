package sextant.documents;

import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import sextant.journal.Proofs;
import sextant.journal.Sequencer;
import sextant.people.Actor;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;
import sextant.platform.language.Formats;
import sextant.platform.language.Reader;
import sextant.platform.print.Pdf;

/** The newest checkpoint on a sheet of paper, to be kept where this server is not. */
@Component
public class PrintCheckpoint {
    /** @param note line by line, as it can be typed back in */
    public record Paper(
            String styleSheet,
            String organization,
            String moment,
            ObjectivePage.CheckpointFacts checkpoint,
            java.util.List<String> note,
            String footer) {}

    private final Checkpoints checkpoints;
    private final Proofs proofs;
    private final Sequencer sequencer;
    private final Transactions transactions;
    private final Clock clock;

    PrintCheckpoint(
            Checkpoints checkpoints, Proofs proofs, Sequencer sequencer, Transactions transactions, Clock clock) {
        this.checkpoints = checkpoints;
        this.proofs = proofs;
        this.sequencer = sequencer;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The signed note, over everything that was recorded until now. */
    public String note(Actor actor) {
        return head(actor).note();
    }

    private Proofs.Head head(Actor actor) {
        sequencer.sequence(actor.organization());
        return transactions.read(
                actor.organization(),
                () -> proofs.head(actor.organization()).orElseThrow(() -> new NotFound("checkpoint")));
    }

    public byte[] pdf(Actor actor) {
        return pdf(actor.reader(), actor.organizationName(), head(actor), clock.instant());
    }

    /** For whoever is to keep it, in their words. */
    byte[] pdf(Reader reader, String organization, Proofs.Head head, Instant now) {
        SealedUnder checkpoint = checkpoints.of(head);
        Formats formats = reader.formats();
        Paper paper = new Paper(
                Pdf.STYLE_SHEET,
                organization,
                formats.time(now),
                new ObjectivePage.CheckpointFacts(
                        formats.number(checkpoint.size()), checkpoint.root().hex(), checkpoint.keyFingerprint()),
                head.note().lines().toList(),
                reader.texts().text("document.footer", formats.time(now), formats.number(checkpoint.size())));
        return Pdf.of("documents/checkpointPdf.jte", reader.texts(), paper, now);
    }
}
