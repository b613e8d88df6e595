package sextant.documents;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import sextant.journal.Proofs;
import sextant.journal.Sequencer;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Objectives;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;

/** Prints an objective as PDF, now or as of a past moment, under the newest checkpoint. */
@Component
public class PrintObjective {
    public record Printed(String fileName, byte[] pdf) {}

    private final ObjectiveDocuments documents;
    private final ObjectivePdf pdf;
    private final Checkpoints checkpoints;
    private final Proofs proofs;
    private final Sequencer sequencer;
    private final Transactions transactions;
    private final Clock clock;

    PrintObjective(
            ObjectiveDocuments documents,
            ObjectivePdf pdf,
            Checkpoints checkpoints,
            Proofs proofs,
            Sequencer sequencer,
            Transactions transactions,
            Clock clock) {
        this.documents = documents;
        this.pdf = pdf;
        this.checkpoints = checkpoints;
        this.proofs = proofs;
        this.sequencer = sequencer;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param past a moment to come means now
     * @throws NotFound when it was not there, or this person may not see it
     */
    public Printed print(Actor actor, ObjectiveId id, Optional<Instant> past) {
        Instant now = clock.instant();
        Instant moment = past.filter(now::isAfter).orElse(now);
        sequencer.sequence(actor.organization());
        ObjectiveDocument document = transactions.read(actor.organization(), Optional.of(moment), () -> {
            Proofs.Head head = proofs.head(actor.organization()).orElseThrow();
            return documents.asOf(actor, id, moment, checkpoints.of(head));
        });
        if (!maySee(actor, document)) throw new NotFound(Objectives.KIND);
        return new Printed(fileName(document), pdf.bytes(actor, document));
    }

    /** Whoever only reads objectives sees what is approved, not what is being written. */
    private static boolean maySee(Actor actor, ObjectiveDocument document) {
        Objective objective = document.objective();
        boolean published =
                objective.current().isPresent() && !document.version().stage().isOpen();
        return actor.may(
                published ? Permission.OBJECTIVES_READ : Permission.CONFORMANCE_READ,
                document.content().unit());
    }

    private static String fileName(ObjectiveDocument document) {
        return "objective-" + document.objective().reference().replaceAll("[^A-Za-z0-9._-]+", "-") + "-"
                + document.moment().toString().substring(0, 10) + ".pdf";
    }
}
