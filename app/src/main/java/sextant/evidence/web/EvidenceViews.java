package sextant.evidence.web;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sextant.evidence.EvidencePack;
import sextant.evidence.PackScope;
import sextant.objectives.ObjectiveId;
import sextant.platform.web.Errors;
import sextant.platform.web.Option;

/** What the parts of this module show, and what its API answers. */
public interface EvidenceViews {
    /**
     * @param pdf where the objective is on paper, as of the moment that is shown
     * @param builds whether this person may build evidence of the objective
     */
    record EvidencePanel(ObjectiveId objective, String pdf, boolean builds) {}

    record PackLine(
            String href,
            String title,
            String about,
            String state,
            String stateWord,
            String who,
            String when,
            String checkpoint,
            String until) {}

    record PacksPage(List<PackLine> lines) {}

    /**
     * @param objective where the objective is that it is of; empty for more than one
     * @param open whether it is still on its way, so that the page looks again
     * @param download where the file is; empty unless it can be had
     * @param command what verifies it
     */
    record PackPage(
            String id,
            String heading,
            String objective,
            String reference,
            String about,
            String state,
            String stateWord,
            boolean open,
            boolean cancelled,
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

    /** As it was typed; what is missing is empty. */
    record PackForm(String scope, String unit, String numbers, String asOf) {
        public PackForm {
            scope = Objects.requireNonNullElse(scope, "");
            unit = Objects.requireNonNullElse(unit, "");
            numbers = Objects.requireNonNullElse(numbers, "");
            asOf = Objects.requireNonNullElse(asOf, "");
        }

        /** What the rest says, when it does not say itself of what it is. */
        PackForm withScope() {
            if (!scope.isEmpty()) return this;
            String meant = !numbers.isEmpty() ? "choice" : unit.isEmpty() ? "register" : "unit";
            return new PackForm(meant, unit, numbers, asOf);
        }
    }

    record PackFormPage(PackForm form, List<Option> units, Errors errors) {}

    /**
     * What a program asks for: one of the first four.
     *
     * @param objectives by their ids
     * @param register true for every objective whose evidence the asker may build
     * @param asOf a date, which means its end, or an RFC 3339 time; the moment it is built when missing
     */
    record PackRequest(
            @Nullable String objective,
            @Nullable List<String> objectives,
            @Nullable String unit,
            @Nullable Boolean register,
            @Nullable String asOf) {}

    record CheckpointResource(long size, String root, String keyFingerprint) {}

    /**
     * @param scope what it is of: one {@code objective}, a {@code choice} of them, a {@code unit}, the {@code register}
     * @param objectives how many it holds the evidence of
     * @param asOf the moment it shows; null for the moment it is built
     * @param file where the file is; only while it can be had
     */
    record PackResource(
            UUID id,
            String scope,
            @Nullable UUID objective,
            @Nullable UUID unit,
            int objectives,
            @Nullable Instant asOf,
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
                    pack.scope().code(),
                    pack.scope() instanceof PackScope.OfObjective(var one) ? one.value() : null,
                    pack.scope() instanceof PackScope.OfUnit(var unit) ? unit.value() : null,
                    pack.objectives(),
                    pack.asOf().orElse(null),
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
