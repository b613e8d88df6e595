package sextant.documents;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import sextant.approval.Approval;
import sextant.conformance.Conformance;
import sextant.evaluation.Judged;
import sextant.evaluation.rule.Explanation;
import sextant.journal.Revision;
import sextant.measurement.Kpi;
import sextant.measurement.KpiId;
import sextant.measurement.Measured;
import sextant.measurement.Measurements;
import sextant.objectives.EditWording;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveContent;
import sextant.objectives.ObjectiveTarget;
import sextant.people.PersonId;
import sextant.people.TeamId;
import sextant.people.UnitId;
import sextant.plans.Plan;

/**
 * Everything that a document about one objective says, as it was recorded at one moment and judged with that moment's
 * clock. The same moment and checkpoint give the same document.
 *
 * @param version the one that counted then
 * @param judged empty for a version that is not in force, which nobody judges
 * @param histories the newest of each KPI's rows known by then, oldest first, as many as are drawn
 * @param counts how many there were
 * @param decisions newest first, and so are changes of wording and the revisions
 * @param conformance each requirement of 6.2, in the standard's order
 * @param revisions of the objective, its versions and its plan
 */
public record ObjectiveDocument(
        Instant moment,
        SealedUnder checkpoint,
        Objective objective,
        Objective.Version version,
        List<Objective.Version> versions,
        Optional<Judged> judged,
        Map<KpiId, Kpi> kpis,
        Map<KpiId, List<Measured>> histories,
        Map<KpiId, Measurements.Count> counts,
        Plan plan,
        List<Approval> decisions,
        List<EditWording.Change> wordings,
        List<Revision> revisions,
        List<Conformance.Verdict> conformance,
        Names names) {
    /**
     * Names for ids.
     *
     * @param serves number and title of what the objective serves; empty for nothing
     */
    public record Names(Map<UUID, String> units, Map<UUID, String> persons, Map<UUID, String> teams, String serves) {
        String unit(UnitId id) {
            return units.getOrDefault(id.value(), "");
        }

        String person(PersonId id) {
            return persons.getOrDefault(id.value(), "");
        }

        String person(UUID id) {
            return persons.getOrDefault(id, "");
        }

        String team(TeamId id) {
            return teams.getOrDefault(id.value(), "");
        }
    }

    ObjectiveContent content() {
        return version.content();
    }

    Optional<Kpi> kpi(ObjectiveTarget target) {
        return Optional.ofNullable(kpis.get(target.kpi()));
    }

    List<Measured> history(ObjectiveTarget target) {
        return histories.getOrDefault(target.kpi(), List.of());
    }

    Measurements.Count count(ObjectiveTarget target) {
        return counts.getOrDefault(target.kpi(), new Measurements.Count(0, 0));
    }

    Optional<Explanation> explanation(ObjectiveTarget target) {
        return judged.flatMap(it -> Optional.ofNullable(it.targets().get(target.id())));
    }

    /** The decision that put the version into force. */
    Optional<Approval> approval() {
        return decisions.stream()
                .filter(one -> one.decision() == Approval.Decision.APPROVED && one.subjectVersion() == version.number())
                .findFirst();
    }
}
