package sextant.objectives.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sextant.approval.ApprovableContent;
import sextant.approval.Approval;
import sextant.objectives.EditWording;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveContent;
import sextant.objectives.ObjectiveId;
import sextant.objectives.ObjectiveTarget;
import sextant.objectives.Point;
import sextant.objectives.Smart;
import sextant.objectives.web.ObjectiveViews.MilestoneForm;
import sextant.objectives.web.ObjectiveViews.ObjectiveForm;
import sextant.objectives.web.ObjectiveViews.TargetForm;
import sextant.people.PersonId;
import sextant.people.TeamId;

/** What programs send and get about objectives. Numbers are decimals and keep every digit; dates are the organization's. */
public interface ObjectiveResources {
    record MilestoneJson(@Nullable LocalDate date, @Nullable BigDecimal value) {}

    /**
     * A target.
     *
     * @param kind reach, maintain or within
     * @param id leave it out for a new target
     */
    record TargetJson(
            @Nullable UUID id,
            @Nullable UUID kpi,
            @Nullable String kind,
            @Nullable BigDecimal baselineValue,
            @Nullable LocalDate baselineDate,
            @Nullable BigDecimal targetValue,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            @Nullable LocalDate due,
            @Nullable LocalDate maintainUntil,
            @Nullable BigDecimal atRisk,
            @Nullable BigDecimal offTrack,
            @Nullable List<MilestoneJson> milestones) {
        TargetForm form() {
            return new TargetForm(
                    text(id),
                    text(kpi),
                    kind,
                    number(baselineValue),
                    text(baselineDate),
                    number(targetValue),
                    number(low),
                    number(high),
                    text(due),
                    text(maintainUntil),
                    number(atRisk),
                    number(offTrack),
                    milestones == null
                            ? List.of()
                            : milestones.stream()
                                    .map(one -> one == null
                                            ? new MilestoneForm("", "")
                                            : new MilestoneForm(text(one.date()), number(one.value())))
                                    .toList());
        }

        static TargetJson of(ObjectiveTarget it) {
            return new TargetJson(
                    it.id(),
                    it.kpi().value(),
                    it.kind().code(),
                    it.baselineValue().orElse(null),
                    it.baselineDate().orElse(null),
                    it.targetValue().orElse(null),
                    it.low().orElse(null),
                    it.high().orElse(null),
                    it.due().orElse(null),
                    it.maintainUntil().orElse(null),
                    it.atRisk(),
                    it.offTrack(),
                    it.milestones().stream().map(TargetJson::milestone).toList());
        }

        private static MilestoneJson milestone(Point point) {
            return new MilestoneJson(point.date(), point.value());
        }
    }

    record ObjectiveRequest(
            @Nullable String reference,
            @Nullable String title,
            @Nullable String purpose,
            @Nullable String rationale,
            @Nullable UUID unit,
            @Nullable UUID serves,
            @Nullable UUID owner,
            @Nullable List<String> teams,
            @Nullable LocalDate starts,
            @Nullable LocalDate ends,
            @Nullable String notMeasurable,
            @Nullable String criteria,
            @Nullable String achievable,
            @Nullable String evaluationMethod,
            @Nullable List<@Nullable TargetJson> targets,
            @Nullable String reason) {
        ObjectiveForm form(String freeReference) {
            return new ObjectiveForm(
                    reference == null ? freeReference : reference,
                    title,
                    purpose,
                    rationale,
                    text(unit),
                    text(serves),
                    text(owner),
                    teams,
                    text(starts),
                    text(ends),
                    notMeasurable,
                    criteria,
                    achievable,
                    evaluationMethod,
                    targets == null
                            ? List.of()
                            : targets.stream()
                                    .map(one -> one == null ? ObjectiveForms.emptyTarget() : one.form())
                                    .toList(),
                    reason,
                    null,
                    null);
        }
    }

    record VersionResource(
            int number,
            String stage,
            String title,
            String purpose,
            String rationale,
            UUID unit,
            @Nullable UUID serves,
            @Nullable UUID owner,
            List<UUID> teams,
            @Nullable LocalDate starts,
            @Nullable LocalDate ends,
            String notMeasurable,
            String criteria,
            String achievable,
            String evaluationMethod,
            List<TargetJson> targets,
            List<UUID> writers,
            @Nullable UUID proposedBy,
            @Nullable Instant proposedAt,
            @Nullable Instant approvedAt,
            String endedReason,
            int revision) {
        static VersionResource of(Objective.Version version) {
            ObjectiveContent it = version.content();
            return new VersionResource(
                    version.number(),
                    version.stage().code(),
                    it.title(),
                    it.purpose(),
                    it.rationale(),
                    it.unit().value(),
                    it.serves().map(ObjectiveId::value).orElse(null),
                    it.owner().map(PersonId::value).orElse(null),
                    it.teams().stream().map(TeamId::value).toList(),
                    it.starts().orElse(null),
                    it.ends().orElse(null),
                    it.notMeasurable(),
                    it.criteria(),
                    it.achievable(),
                    it.evaluationMethod(),
                    it.targets().stream().map(TargetJson::of).toList(),
                    version.writers().stream().map(PersonId::value).sorted().toList(),
                    version.proposedBy().map(PersonId::value).orElse(null),
                    version.proposedAt().orElse(null),
                    version.approvedAt().orElse(null),
                    version.endedReason(),
                    version.revision());
        }
    }

    /**
     * An objective.
     *
     * @param shown the approved version, or the newest one while none was approved
     * @param latest the newest version: what an edit changes and a proposal proposes
     */
    record ObjectiveResource(UUID id, String reference, VersionResource shown, VersionResource latest, int version) {
        static ObjectiveResource of(Objective it) {
            return new ObjectiveResource(
                    it.id().value(),
                    it.reference(),
                    VersionResource.of(it.shown()),
                    VersionResource.of(it.latest()),
                    it.version());
        }
    }

    /** One record of what is decided on. */
    record ItemResource(String kind, UUID id, int revision, String hash) {
        static ItemResource of(ApprovableContent.Item it) {
            return new ItemResource(
                    it.record().kind(),
                    it.record().id(),
                    it.revision(),
                    it.hash().hex());
        }
    }

    record SmartResource(String letter, boolean holds, List<String> missing) {
        static SmartResource of(Smart.Finding it) {
            return new SmartResource(it.letter().code(), it.holds(), it.missing());
        }
    }

    /** @param content what an approval must name, so that nobody approves what they have not seen */
    record ProposalResource(
            int number, String stage, List<SmartResource> smart, List<ItemResource> items, String content) {}

    /** @param decision approved or returned; findings on the letters of SMART, by letter */
    record ApprovalRequest(
            @Nullable String decision,
            @Nullable String content,
            @Nullable String comment,
            @Nullable Map<String, @Nullable String> findings) {}

    record ApprovalResource(
            UUID id,
            int number,
            String decision,
            String comment,
            UUID decidedBy,
            Instant decidedAt,
            boolean asOwner,
            List<ItemResource> items,
            String content) {
        static ApprovalResource of(Approval it) {
            return new ApprovalResource(
                    it.id(),
                    it.subjectVersion(),
                    it.decision().code(),
                    it.comment(),
                    it.decidedBy(),
                    it.decidedAt(),
                    it.asOwner(),
                    it.content().items().stream().map(ItemResource::of).toList(),
                    it.content().hash().hex());
        }
    }

    /** @param outcome achieved, not-achieved or withdrawn */
    record EndRequest(@Nullable String outcome, @Nullable String conclusion) {}

    record WordingRequest(
            @Nullable String field,
            @Nullable String text,
            @Nullable String reason) {}

    record WordingResource(
            UUID id,
            int number,
            String field,
            String oldText,
            String newText,
            String reason,
            UUID madeBy,
            Instant madeAt,
            @Nullable UUID confirmedBy,
            @Nullable Instant confirmedAt) {
        static WordingResource of(EditWording.Change it) {
            return new WordingResource(
                    it.id(),
                    it.number(),
                    it.field(),
                    it.oldText(),
                    it.newText(),
                    it.reason(),
                    it.madeBy(),
                    it.madeAt(),
                    it.confirmedBy().orElse(null),
                    it.confirmedAt().orElse(null));
        }
    }

    record WordingDecision(@Nullable Boolean confirm) {}

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable String number(@Nullable BigDecimal value) {
        return value == null ? null : value.toPlainString();
    }

    static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(it -> !it.isBlank());
    }
}
