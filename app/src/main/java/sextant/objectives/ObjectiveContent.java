package sextant.objectives;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import sextant.people.PersonId;
import sextant.people.TeamId;
import sextant.people.UnitId;

/**
 * What one version of an objective says. Anything but title and unit may be open while it is a draft.
 *
 * @param serves the objective of a higher unit that this one contributes to
 * @param notMeasurable why measuring is not practicable (6.2 b), and criteria what is used instead; both or neither
 * @param achievable the stated basis on which it is held achievable: history, resources
 * @param evaluationMethod how the results will be evaluated (6.2 l)
 */
public record ObjectiveContent(
        String title,
        String purpose,
        String rationale,
        UnitId unit,
        Optional<ObjectiveId> serves,
        Optional<PersonId> owner,
        List<TeamId> teams,
        Optional<LocalDate> starts,
        Optional<LocalDate> ends,
        String notMeasurable,
        String criteria,
        String achievable,
        String evaluationMethod,
        List<ObjectiveTarget> targets) {
    ObjectiveContent withWording(String field, String text) {
        return new ObjectiveContent(
                field.equals("title") ? text : title,
                field.equals("purpose") ? text : purpose,
                field.equals("rationale") ? text : rationale,
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
                targets);
    }
}
