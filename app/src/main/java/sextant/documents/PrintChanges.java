package sextant.documents;

import java.util.List;
import org.springframework.stereotype.Component;
import sextant.journal.Proofs;
import sextant.journal.Sequencer;
import sextant.people.Actor;
import sextant.platform.database.Transactions;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;
import sextant.platform.print.Pdf;

/** Prints what changed between two moments, under the newest checkpoint. */
@Component
public class PrintChanges {
    /** A longer one nobody reads, and its pages would not fit into memory. It says how many it leaves out. */
    static final int MOST = 400;

    /**
     * @param left says how many records are not told; empty when all are
     * @param styleSheet and every mark: made by us, safe to write as it is
     */
    public record Paper(
            String styleSheet,
            String organization,
            String title,
            String left,
            ChangesReport report,
            ObjectivePage.CheckpointFacts checkpoint,
            String footer) {}

    private final ChangesScope scopes;
    private final Changes changes;
    private final ChangesWording wording;
    private final Checkpoints checkpoints;
    private final Proofs proofs;
    private final Sequencer sequencer;
    private final Transactions transactions;

    PrintChanges(
            ChangesScope scopes,
            Changes changes,
            ChangesWording wording,
            Checkpoints checkpoints,
            Proofs proofs,
            Sequencer sequencer,
            Transactions transactions) {
        this.scopes = scopes;
        this.changes = changes;
        this.wording = wording;
        this.checkpoints = checkpoints;
        this.proofs = proofs;
        this.sequencer = sequencer;
        this.transactions = transactions;
    }

    public byte[] pdf(Actor actor, Changes.Asked asked) {
        String scope = scopes.of(actor, asked).name();
        sequencer.sequence(actor.organization());
        SealedUnder checkpoint = transactions.read(
                actor.organization(),
                () -> checkpoints.of(proofs.head(actor.organization()).orElseThrow()));
        return changes.between(actor, asked, found -> pdf(actor, asked, scope, checkpoint, found));
    }

    private byte[] pdf(Actor actor, Changes.Asked asked, String scope, SealedUnder checkpoint, Changes.Found found) {
        Texts texts = actor.reader().texts();
        Formats formats = actor.reader().formats();
        List<Changes.Changed> shown = found.changed().stream().limit(MOST).toList();
        int left = found.changed().size() - shown.size();
        Paper paper = new Paper(
                Pdf.STYLE_SHEET,
                actor.organizationName(),
                texts.text("changes.title"),
                left == 0 ? "" : texts.text("changes.left", shown.size(), left),
                wording.report(actor, asked, found, shown, scope),
                new ObjectivePage.CheckpointFacts(
                        formats.number(checkpoint.size()), checkpoint.root().hex(), checkpoint.keyFingerprint()),
                texts.text("document.footer", formats.time(found.until()), formats.number(checkpoint.size())));
        return Pdf.of("documents/changesPdf.jte", actor.reader().texts(), paper, found.until());
    }
}
