package sextant.plans.web;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sextant.objectives.ObjectiveId;
import sextant.platform.web.Errors;
import sextant.platform.web.Option;

/** What the pages of this module show, everything decided; the templates only lay out. */
public interface PlanViews {
    record ActionForm(
            @Nullable String id,
            @Nullable String title,
            @Nullable String responsible,
            @Nullable String team,
            @Nullable String due,
            @Nullable String state) {
        /** A row that was added and left empty. */
        boolean isBlank() {
            return (title == null || title.isBlank())
                    && (id == null || id.isEmpty())
                    && (due == null || due.isEmpty())
                    && (responsible == null || responsible.isEmpty())
                    && (team == null || team.isEmpty());
        }
    }

    /** @param version the version that was read, for the check against somebody else's write */
    record PlanForm(
            @Nullable List<ActionForm> actions,
            @Nullable String reason,
            @Nullable String version) {
        /** The same, typed over that version. */
        PlanForm over(int version) {
            return new PlanForm(actions, reason, String.valueOf(version));
        }

        /** Rows are numbered as a browser's script added and removed them; here without the gaps. */
        PlanForm closedUp() {
            List<ActionForm> given = actions == null ? List.of() : actions;
            return new PlanForm(
                    given.stream()
                            .filter(Objects::nonNull)
                            .filter(row -> !row.isBlank())
                            .toList(),
                    reason,
                    version);
        }
    }

    record PlanPage(
            ObjectiveId objective,
            String reference,
            String title,
            String period,
            PlanForm form,
            List<ActionForm> rows,
            List<Option> persons,
            List<Option> teams,
            List<Option> states,
            Errors errors) {}

    /**
     * @param when how late it is, or how far off; empty when it is closed or has no date
     * @param steps the states it can be given here; none in a past view
     */
    record ActionLine(
            UUID id,
            String title,
            String responsible,
            String team,
            String state,
            String verdict,
            String due,
            String when,
            boolean late,
            List<Option> steps) {}

    /** @param changed whether the plan is no longer the one that was approved */
    record PlanPanelPage(
            ObjectiveId objective,
            int version,
            List<ActionLine> lines,
            int done,
            int standing,
            boolean edits,
            boolean past,
            boolean changed) {}
}
