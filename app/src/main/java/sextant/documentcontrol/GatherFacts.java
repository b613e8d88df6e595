package sextant.documentcontrol;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.conformance.Conformance;
import sextant.documentcontrol.DocumentFacts.Before;
import sextant.documentcontrol.DocumentFacts.Change;
import sextant.documentcontrol.DocumentFacts.Line;
import sextant.documents.Changes;
import sextant.evaluation.Judged;
import sextant.evaluation.Register;
import sextant.evaluation.Verdicts;
import sextant.journal.RecordRef;
import sextant.journal.Revision;
import sextant.journal.Revisions;
import sextant.measurement.Kpi;
import sextant.measurement.KpiId;
import sextant.measurement.Kpis;
import sextant.measurement.Measurements;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Objectives;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.Team;
import sextant.people.Teams;
import sextant.people.Unit;
import sextant.people.UnitId;
import sextant.people.Units;
import sextant.plans.Plan;
import sextant.plans.Plans;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;

/** Gathers what a document says from the records, in a number of statements that does not grow with the objectives. */
@Component
class GatherFacts {
    /** Of more objectives nobody reads a document: one for each unit is wanted then. */
    static final int MOST = 500;
    /** Of each KPI; as many as a line of text has room to draw. */
    private static final int DRAWN = 90;

    private static final int MOST_CHANGES = 300;

    private final Transactions transactions;
    private final Register register;
    private final Objectives objectives;
    private final Verdicts verdicts;
    private final Plans plans;
    private final Kpis kpis;
    private final Measurements measurements;
    private final Conformance conformance;
    private final Units units;
    private final Teams teams;
    private final Changes changes;
    private final Revisions revisions;

    GatherFacts(
            Transactions transactions,
            Register register,
            Objectives objectives,
            Verdicts verdicts,
            Plans plans,
            Kpis kpis,
            Measurements measurements,
            Conformance conformance,
            Units units,
            Teams teams,
            Changes changes,
            Revisions revisions) {
        this.transactions = transactions;
        this.register = register;
        this.objectives = objectives;
        this.verdicts = verdicts;
        this.plans = plans;
        this.kpis = kpis;
        this.measurements = measurements;
        this.conformance = conformance;
        this.units = units;
        this.teams = teams;
        this.changes = changes;
        this.revisions = revisions;
    }

    /** There are more objectives than a document tells. */
    static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooMany() {
            super("more than " + MOST + " objectives");
        }
    }

    /**
     * Outside of a transaction, since the present and the past are read.
     *
     * @param reader whose permissions decide which objectives it tells, and in whose words
     * @param past as of when; empty for now, which is {@code moment} then
     * @param since the moment of the edition before
     * @throws TooMany
     */
    DocumentFacts facts(
            Actor reader,
            Document.Definition definition,
            Optional<Instant> past,
            Instant moment,
            Optional<Instant> since) {
        Set<Part> parts = definition.sections().stream()
                .flatMap(section -> section.part().stream())
                .collect(Collectors.toSet());
        Optional<Before> before =
                parts.isEmpty() ? Optional.empty() : since.map(from -> before(reader, definition, past, from, parts));
        return transactions.read(
                reader.organization(), past, () -> read(reader, definition.unit(), moment, parts, before));
    }

    private DocumentFacts read(Actor reader, UnitId unit, Instant moment, Set<Part> parts, Optional<Before> before) {
        OrganizationId organization = reader.organization();
        List<Unit> tree = units.tree(organization);
        List<Unit> about = below(tree, unit);
        List<Line> lines = parts.isEmpty() ? List.of() : lines(reader, readable(reader, ids(about)), moment);
        Map<KpiId, Kpi> used = kpis
                .among(
                        organization,
                        lines.stream()
                                .flatMap(line -> line.content().targets().stream())
                                .map(target -> target.kpi())
                                .distinct()
                                .toList())
                .stream()
                .collect(Collectors.toMap(Kpi::id, Function.identity()));
        return new DocumentFacts(
                reader,
                moment,
                about,
                tree.stream().collect(Collectors.toMap(Unit::id, Unit::name)),
                teams.all(organization).stream().collect(Collectors.toMap(Team::id, Team::name)),
                lines,
                used,
                measurements.newest(organization, used.keySet(), moment, DRAWN),
                parts.contains(Part.CONFORMANCE)
                        ? conformance.of(
                                reader, lines.stream().map(Line::objective).toList(), moment)
                        : Map.of(),
                before);
    }

    private List<Line> lines(Actor reader, Set<UnitId> readable, Instant moment) {
        OrganizationId organization = reader.organization();
        List<ObjectiveId> ids = register
                .page(
                        organization,
                        new Register.Query(
                                readable,
                                Set.of(),
                                "",
                                "",
                                "approved",
                                Optional.empty(),
                                Optional.empty(),
                                Register.Sort.REFERENCE,
                                false,
                                Optional.empty(),
                                MOST + 1))
                .stream()
                .map(Register.Line::id)
                .toList();
        if (ids.size() > MOST) throw new TooMany();
        Map<ObjectiveId, Objective> found = objectives.among(organization, ids).stream()
                .collect(Collectors.toMap(Objective::id, Function.identity()));
        List<Objective> inOrder =
                ids.stream().filter(found::containsKey).map(found::get).toList();
        Map<ObjectiveId, Judged> judged = verdicts.current(organization, reader.organizationZone(), inOrder, moment);
        Map<ObjectiveId, Plan> planned = plans.of(organization, ids);
        return inOrder.stream()
                .map(one -> new Line(
                        one,
                        one.shown(),
                        Optional.ofNullable(judged.get(one.id())),
                        java.util.Objects.requireNonNull(planned.get(one.id()))))
                .toList();
    }

    private Before before(
            Actor reader, Document.Definition definition, Optional<Instant> past, Instant from, Set<Part> parts) {
        OrganizationId organization = reader.organization();
        Map<ObjectiveId, String> statuses = transactions.read(
                organization,
                Optional.of(from),
                () -> register.statuses(
                        organization, readable(reader, ids(below(units.tree(organization), definition.unit())))));
        if (!parts.contains(Part.CHANGES)) return new Before(from, statuses, List.of());
        Changes.Asked asked = new Changes.Asked(
                from,
                past.orElse(Instant.MAX),
                Optional.of(definition.unit()),
                Optional.empty(),
                Optional.of(Changes.Group.OBJECTIVES));
        return new Before(from, statuses, changes.between(reader, asked, found -> changes(organization, from, found)));
    }

    private List<Change> changes(OrganizationId organization, Instant from, Changes.Found found) {
        Map<RecordRef, String> names = new java.util.HashMap<>();
        found.changed()
                .forEach(one -> one.behind()
                        .forEach(record -> names.put(record, one.described().name())));
        return revisions.of(organization, names.keySet()).stream()
                .filter(one -> one.at().isAfter(from) && !one.at().isAfter(found.until()))
                .sorted(java.util.Comparator.comparing(Revision::at).reversed())
                .limit(MOST_CHANGES)
                .map(one -> new Change(names.getOrDefault(one.record(), ""), one))
                .toList();
    }

    private static List<Unit> below(List<Unit> tree, UnitId top) {
        Set<UnitId> below = new HashSet<>(Set.of(top));
        // Parents come before their children.
        return tree.stream()
                .filter(one -> {
                    if (one.parent().filter(below::contains).isPresent()) below.add(one.id());
                    return below.contains(one.id());
                })
                .toList();
    }

    private static Set<UnitId> ids(List<Unit> units) {
        return units.stream().map(Unit::id).collect(Collectors.toSet());
    }

    private static Set<UnitId> readable(Actor reader, Set<UnitId> units) {
        Set<UnitId> readable = new HashSet<>(reader.reach().getOrDefault(Permission.OBJECTIVES_READ, Set.of()));
        readable.retainAll(units);
        return readable;
    }
}
