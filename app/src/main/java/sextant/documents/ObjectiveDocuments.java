package sextant.documents;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.approval.Approvals;
import sextant.conformance.Conformance;
import sextant.documents.ObjectiveDocument.Names;
import sextant.evaluation.Judged;
import sextant.evaluation.TargetDrawing;
import sextant.evaluation.Verdicts;
import sextant.journal.RecordRef;
import sextant.journal.Revision;
import sextant.journal.Revisions;
import sextant.measurement.Kpi;
import sextant.measurement.KpiId;
import sextant.measurement.Kpis;
import sextant.measurement.Measurements;
import sextant.objectives.EditWording;
import sextant.objectives.HigherObjectives;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveContent;
import sextant.objectives.ObjectiveId;
import sextant.objectives.ObjectiveTarget;
import sextant.objectives.Objectives;
import sextant.objectives.PastObjectives;
import sextant.objectives.Stage;
import sextant.people.Actor;
import sextant.people.Persons;
import sextant.people.Teams;
import sextant.people.Units;
import sextant.plans.Plans;
import sextant.platform.OrganizationId;

/** Gathers what the documents about an objective say, in a fixed number of statements. */
@Component
public class ObjectiveDocuments {
    private final Objectives objectives;
    private final PastObjectives past;
    private final Kpis kpis;
    private final Measurements measurements;
    private final Verdicts verdicts;
    private final Plans plans;
    private final Approvals approvals;
    private final EditWording wording;
    private final Revisions revisions;
    private final Conformance conformance;
    private final Units units;
    private final Persons persons;
    private final Teams teams;
    private final HigherObjectives higher;

    ObjectiveDocuments(
            Objectives objectives,
            PastObjectives past,
            Kpis kpis,
            Measurements measurements,
            Verdicts verdicts,
            Plans plans,
            Approvals approvals,
            EditWording wording,
            Revisions revisions,
            Conformance conformance,
            Units units,
            Persons persons,
            Teams teams,
            HigherObjectives higher) {
        this.objectives = objectives;
        this.past = past;
        this.kpis = kpis;
        this.measurements = measurements;
        this.verdicts = verdicts;
        this.plans = plans;
        this.approvals = approvals;
        this.wording = wording;
        this.revisions = revisions;
        this.conformance = conformance;
        this.units = units;
        this.persons = persons;
        this.teams = teams;
        this.higher = higher;
    }

    /**
     * Within a transaction that reads as of the moment, so that KPIs and names are those of then.
     *
     * @throws sextant.platform.NotFound when it was not there yet
     */
    public ObjectiveDocument asOf(Actor actor, ObjectiveId id, Instant moment, SealedUnder checkpoint) {
        OrganizationId organization = actor.organization();
        Objective objective = past.asOf(organization, id, moment);
        List<Objective.Version> versions = objectives.versions(organization, id);
        Objective.Version shown = objective.shown();
        Map<KpiId, Kpi> used =
                kpis
                        .among(
                                organization,
                                shown.content().targets().stream()
                                        .map(ObjectiveTarget::kpi)
                                        .toList())
                        .stream()
                        .collect(Collectors.toMap(Kpi::id, kpi -> kpi));
        List<Revision> history = history(organization, objective, versions, moment);
        return new ObjectiveDocument(
                moment,
                checkpoint,
                objective,
                shown,
                versions,
                judged(actor, objective, shown, moment),
                used,
                measurements.newest(organization, used.keySet(), moment, TargetDrawing.MOST),
                measurements.counts(organization, used.keySet(), moment),
                plans.asOf(organization, id, moment),
                approvals.of(organization, objective.record()),
                wording.of(organization, id),
                history,
                conformance.of(actor, objective, moment),
                names(actor, shown.content()));
    }

    private Optional<Judged> judged(Actor actor, Objective objective, Objective.Version shown, Instant moment) {
        return shown.stage() == Stage.APPROVED && !shown.content().targets().isEmpty()
                ? Optional.of(verdicts.asOf(actor.organization(), actor.organizationZone(), objective, shown, moment))
                : Optional.empty();
    }

    private List<Revision> history(
            OrganizationId organization, Objective objective, List<Objective.Version> versions, Instant moment) {
        List<RecordRef> records = new ArrayList<>();
        records.add(objective.record());
        records.add(new RecordRef(Plans.KIND, objective.id().value()));
        versions.forEach(version -> records.add(version.record()));
        return revisions.of(organization, records).stream()
                .filter(one -> !one.at().isAfter(moment))
                .toList();
    }

    private Names names(Actor actor, ObjectiveContent content) {
        OrganizationId organization = actor.organization();
        return new Names(
                units.tree(organization).stream()
                        .collect(Collectors.toMap(one -> one.id().value(), one -> one.name())),
                persons.names(organization).stream()
                        .collect(Collectors.toMap(one -> one.id().value(), one -> one.name())),
                teams.all(organization).stream()
                        .collect(Collectors.toMap(one -> one.id().value(), one -> one.name())),
                higher.called(actor, content.serves()));
    }
}
