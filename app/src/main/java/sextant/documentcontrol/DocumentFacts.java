package sextant.documentcontrol;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import sextant.conformance.Conformance;
import sextant.evaluation.Judged;
import sextant.evaluation.rule.Explanation;
import sextant.evaluation.rule.Status;
import sextant.journal.Revision;
import sextant.measurement.Kpi;
import sextant.measurement.KpiId;
import sextant.measurement.Measured;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveContent;
import sextant.objectives.ObjectiveId;
import sextant.objectives.ObjectiveTarget;
import sextant.people.Actor;
import sextant.people.TeamId;
import sextant.people.Unit;
import sextant.people.UnitId;
import sextant.plans.Plan;

/**
 * What the parts of a document are made of, as of one moment.
 *
 * @param reader in whose words: the document's language, the organization's time zone
 * @param units those that the document is about, parents before their children
 * @param unitNames of every unit
 * @param lines the approved objectives of these units, by reference
 * @param histories the newest rows of each KPI, oldest first
 * @param before what the edition before looked at; empty for the first edition
 */
record DocumentFacts(
        Actor reader,
        Instant moment,
        List<Unit> units,
        Map<UnitId, String> unitNames,
        Map<TeamId, String> teams,
        List<Line> lines,
        Map<KpiId, Kpi> kpis,
        Map<KpiId, List<Measured>> histories,
        Map<ObjectiveId, List<Conformance.Verdict>> conformance,
        Optional<Before> before) {
    /** An approved objective. */
    record Line(Objective objective, Objective.Version version, Optional<Judged> judged, Plan plan) {
        ObjectiveContent content() {
            return version.content();
        }

        Optional<Status> status() {
            return judged.flatMap(Judged::status);
        }

        /** The target that gave the objective its status, else its first. */
        Optional<ObjectiveTarget> worst() {
            Optional<UUID> id = judged.flatMap(Judged::worst);
            return content().targets().stream()
                    .filter(target -> id.isEmpty() || target.id().equals(id.get()))
                    .findFirst();
        }

        Optional<Explanation> explanation(ObjectiveTarget target) {
            return judged.flatMap(it -> Optional.ofNullable(it.targets().get(target.id())));
        }

        String name() {
            return objective.reference() + " " + content().title();
        }
    }

    /**
     * @param moment of the edition before
     * @param statuses by the codes of then
     * @param changes what was recorded since, newest first
     */
    record Before(Instant moment, Map<ObjectiveId, String> statuses, List<Change> changes) {}

    /** @param about what was changed, by the name that people know it by */
    record Change(String about, Revision revision) {}

    LocalDate today() {
        return moment.atZone(reader.organizationZone()).toLocalDate();
    }

    Optional<Kpi.Definition> kpi(ObjectiveTarget target) {
        return Optional.ofNullable(kpis.get(target.kpi())).map(Kpi::definition);
    }

    List<Measured> history(ObjectiveTarget target) {
        return histories.getOrDefault(target.kpi(), List.of());
    }
}
