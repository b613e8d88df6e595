package sextant.objectives.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sextant.objectives.ObjectiveId;
import sextant.platform.web.Errors;
import sextant.platform.web.FormRows;
import sextant.platform.web.Option;
import sextant.platform.web.Panel;

/** What the pages of this module show, everything decided; the templates only lay out. */
public interface ObjectiveViews {
    record MilestoneForm(@Nullable String date, @Nullable String value) {}

    record TargetForm(
            @Nullable String id,
            @Nullable String kpi,
            @Nullable String kind,
            @Nullable String baselineValue,
            @Nullable String baselineDate,
            @Nullable String targetValue,
            @Nullable String low,
            @Nullable String high,
            @Nullable String due,
            @Nullable String maintainUntil,
            @Nullable String atRisk,
            @Nullable String offTrack,
            @Nullable List<MilestoneForm> milestones) {
        TargetForm closedUp() {
            return new TargetForm(
                    id,
                    kpi,
                    kind,
                    baselineValue,
                    baselineDate,
                    targetValue,
                    low,
                    high,
                    due,
                    maintainUntil,
                    atRisk,
                    offTrack,
                    FormRows.dense(milestones));
        }
    }

    /** @param number and revision: the version that was read, for the check against somebody else's write */
    record ObjectiveForm(
            @Nullable String reference,
            @Nullable String title,
            @Nullable String purpose,
            @Nullable String rationale,
            @Nullable String unit,
            @Nullable String serves,
            @Nullable String owner,
            @Nullable List<String> teams,
            @Nullable String starts,
            @Nullable String ends,
            @Nullable String notMeasurable,
            @Nullable String criteria,
            @Nullable String achievable,
            @Nullable String evaluationMethod,
            @Nullable List<TargetForm> targets,
            @Nullable String reason,
            @Nullable String number,
            @Nullable String revision) {
        /** The same, without the gaps that removed rows have left. */
        ObjectiveForm closedUp() {
            List<TargetForm> rows = FormRows.dense(targets);
            return with(
                    serves,
                    rows == null
                            ? null
                            : rows.stream().map(TargetForm::closedUp).toList(),
                    number,
                    revision);
        }

        /** The same, typed over that version and revision. */
        ObjectiveForm over(int number, int revision) {
            return with(serves, targets, String.valueOf(number), String.valueOf(revision));
        }

        /** The same, with another name for what it serves: its id, or the number that people know. */
        ObjectiveForm serving(String other) {
            return with(other, targets, number, revision);
        }

        private ObjectiveForm with(
                @Nullable String serves,
                @Nullable List<TargetForm> targets,
                @Nullable String number,
                @Nullable String revision) {
            return new ObjectiveForm(
                    reference,
                    title,
                    purpose,
                    rationale,
                    unit,
                    serves,
                    owner,
                    teams,
                    starts,
                    ends,
                    notMeasurable,
                    criteria,
                    achievable,
                    evaluationMethod,
                    targets,
                    reason,
                    number,
                    revision);
        }
    }

    record FormPage(
            @Nullable ObjectiveId id,
            String title,
            String lead,
            ObjectiveForm form,
            List<TargetForm> targets,
            List<Option> units,
            List<Option> higher,
            List<Option> persons,
            List<Option> teams,
            List<Option> kpis,
            List<Option> kinds,
            Errors errors) {}

    record Fact(String label, String value) {}

    record TargetLine(
            String kpiName, String kpiLink, String kind, String baseline, String goal, String due, String unit) {}

    record WordingLine(
            String id,
            String field,
            String oldText,
            String newText,
            String reason,
            String made,
            boolean waits,
            boolean own) {}

    record HistoryLine(String who, String what, String when, String reason) {}

    record ObjectivePage(
            ObjectiveId id,
            String reference,
            String title,
            String state,
            boolean strongState,
            String unitName,
            String ownerName,
            String period,
            String approved,
            String afterPeriod,
            String endedReason,
            String past,
            String asOfDate,
            String draftNotice,
            String changedSince,
            List<Panel> standing,
            List<Panel> main,
            List<Panel> aside,
            List<TargetLine> targets,
            String notMeasurable,
            String criteria,
            String purpose,
            String rationale,
            List<Fact> facts,
            List<WordingLine> wordings,
            List<HistoryLine> decisions,
            boolean edits,
            boolean proposes,
            boolean decides,
            boolean ends,
            boolean rewords,
            boolean reviewsWording,
            int version) {}

    record SmartLine(String letter, boolean holds, List<String> missing) {}

    record ContentLine(String name, int revision, String hash) {}

    record ApprovalPage(
            ObjectiveId id,
            String reference,
            String title,
            int number,
            String proposed,
            List<TargetLine> targets,
            String purpose,
            String rationale,
            List<Fact> facts,
            List<Panel> panels,
            List<SmartLine> smart,
            List<ContentLine> content,
            String contentHash,
            String objection,
            String afterPeriod,
            String comment,
            String decision,
            Errors errors) {}

    record EndPage(
            ObjectiveId id,
            String reference,
            String title,
            int version,
            boolean approved,
            String outcome,
            String conclusion,
            Errors errors) {}

    record WordingPage(
            ObjectiveId id,
            String reference,
            String field,
            List<Option> fields,
            String text,
            String purpose,
            String rationale,
            String title,
            String reason,
            Errors errors) {}
}
