package sextant.documents.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sextant.documents.EvidencePack;
import sextant.objectives.ObjectiveId;

/** What the parts of this module show, and what its API answers. */
public interface EvidenceViews {
    /**
     * @param pdf where the objective is on paper, as of the moment that is shown
     * @param builds whether this person may build evidence of the objective
     */
    record EvidencePanel(ObjectiveId objective, String pdf, boolean builds) {}

    record PackLine(
            String href,
            String reference,
            String title,
            String state,
            String stateWord,
            String who,
            String when,
            String checkpoint,
            String until) {}

    record PacksPage(List<PackLine> lines) {}

    /**
     * @param open whether it is still on its way, so that the page looks again
     * @param download where the file is; empty unless it can be had
     * @param command what verifies it
     */
    record PackPage(
            String id,
            String reference,
            String title,
            ObjectiveId objective,
            String state,
            String stateWord,
            boolean open,
            int progress,
            String failure,
            String who,
            String when,
            String download,
            String fileName,
            String length,
            String sha256,
            String until,
            String size,
            String root,
            String fingerprint,
            String command) {}

    record PackRequest(@Nullable String objective) {}

    record CheckpointResource(long size, String root, String keyFingerprint) {}

    /** @param file where the file is; only while it can be had */
    record PackResource(
            UUID id,
            UUID objective,
            String state,
            int progress,
            @Nullable String failure,
            UUID requestedBy,
            Instant requestedAt,
            @Nullable Instant finishedAt,
            @Nullable Instant expiresAt,
            @Nullable Long length,
            @Nullable String sha256,
            @Nullable CheckpointResource checkpoint,
            @Nullable String file) {
        static PackResource of(EvidencePack pack) {
            EvidencePack.Finished finished = pack.finished().orElse(null);
            return new PackResource(
                    pack.id().value(),
                    pack.objective().value(),
                    pack.state().code(),
                    pack.progress(),
                    pack.failure().isEmpty() ? null : pack.failure(),
                    pack.requestedBy(),
                    pack.requestedAt(),
                    finished == null ? null : finished.at(),
                    finished == null ? null : finished.expires(),
                    finished == null ? null : finished.length(),
                    finished == null ? null : finished.digest().hex(),
                    finished == null
                            ? null
                            : new CheckpointResource(
                                    finished.checkpoint().size(),
                                    finished.checkpoint().root().hex(),
                                    finished.checkpoint().keyFingerprint()),
                    pack.state() == EvidencePack.State.READY ? "/api/v1/evidence-packs/" + pack.id() + "/file" : null);
        }
    }
}
