package sextant.evidence;

import static sextant.schema.Tables.ACCEPTED_GAP;
import static sextant.schema.Tables.EDITORIAL_CHANGE;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import sextant.approval.Approvals;
import sextant.journal.RecordRef;
import sextant.journal.Revisions;
import sextant.measurement.Batches;
import sextant.measurement.KpiId;
import sextant.measurement.Kpis;
import sextant.objectives.EditWording;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveTarget;
import sextant.objectives.Objectives;
import sextant.people.Organizations;
import sextant.plans.Plans;
import sextant.platform.OrganizationId;

/** Which records stand behind an objective. */
@Component
class PackRecords {
    static final String BATCH = "measurement-batch";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** @param measured the batches of its KPIs, whose rows belong to them */
    record Behind(List<Revisions.Raw> revisions, List<Batches.Batch> measured) {}

    private final DSLContext sql;
    private final Objectives objectives;
    private final Approvals approvals;
    private final Batches batches;
    private final Revisions revisions;

    PackRecords(DSLContext sql, Objectives objectives, Approvals approvals, Batches batches, Revisions revisions) {
        this.sql = sql;
        this.objectives = objectives;
        this.approvals = approvals;
        this.batches = batches;
        this.revisions = revisions;
    }

    /**
     * Every revision of the objective, its versions, changes of wording, plan, decisions, accepted gaps, KPIs and their
     * measurements; and of whomever and whatever any of these revisions names, such as the person who recorded a batch.
     *
     * @param held records that are in the pack already and left out; those that are told are added
     * @param moment what was recorded later is left out
     */
    Behind behind(OrganizationId organization, Objective objective, Set<RecordRef> held, Instant moment) {
        List<Objective.Version> versions = objectives.versions(organization, objective.id());
        // Of every version, since an approval may name a KPI that a later version no longer uses.
        List<KpiId> kpis = versions.stream()
                .flatMap(version -> version.content().targets().stream())
                .map(ObjectiveTarget::kpi)
                .distinct()
                .toList();
        List<Batches.Batch> measured = batches.of(organization, kpis).stream()
                .filter(batch -> !held.contains(new RecordRef(BATCH, batch.id())))
                .toList();
        Set<RecordRef> own = new LinkedHashSet<>();
        own.add(objective.record());
        own.add(new RecordRef(Plans.KIND, objective.id().value()));
        own.add(new RecordRef(Organizations.KIND, organization.value()));
        versions.forEach(version -> own.add(version.record()));
        approvals.of(organization, objective.record()).forEach(one -> own.add(new RecordRef(Approvals.KIND, one.id())));
        wordings(organization, objective).forEach(one -> own.add(new RecordRef(EditWording.KIND, one)));
        gaps(organization, objective).forEach(one -> own.add(new RecordRef("accepted-gap", one)));
        kpis.forEach(kpi -> own.add(new RecordRef(Kpis.KIND, kpi.value())));
        measured.forEach(batch -> own.add(new RecordRef(BATCH, batch.id())));
        List<Revisions.Raw> all = new ArrayList<>(untold(organization, own, held, moment));
        all.addAll(untold(organization, named(all), held, moment));
        return new Behind(all, measured);
    }

    private List<Revisions.Raw> untold(
            OrganizationId organization, Set<RecordRef> records, Set<RecordRef> held, Instant moment) {
        List<RecordRef> untold =
                records.stream().filter(one -> !held.contains(one)).toList();
        if (untold.isEmpty()) return List.of();
        List<Revisions.Raw> told = revisions.rawOf(organization, untold).stream()
                .filter(raw -> !raw.at().isAfter(moment))
                .toList();
        told.forEach(raw -> held.add(raw.record()));
        return told;
    }

    /** The refused ones too: that somebody refused is part of the story. */
    private List<UUID> wordings(OrganizationId organization, Objective objective) {
        return sql.select(EDITORIAL_CHANGE.ID)
                .from(EDITORIAL_CHANGE)
                .where(EDITORIAL_CHANGE.ORGANIZATION.eq(organization.value()))
                .and(EDITORIAL_CHANGE.OBJECTIVE.eq(objective.id().value()))
                .orderBy(EDITORIAL_CHANGE.ID)
                .fetch(EDITORIAL_CHANGE.ID);
    }

    private List<UUID> gaps(OrganizationId organization, Objective objective) {
        return sql.select(ACCEPTED_GAP.ID)
                .from(ACCEPTED_GAP)
                .where(ACCEPTED_GAP.ORGANIZATION.eq(organization.value()))
                .and(ACCEPTED_GAP.OBJECTIVE.eq(objective.id().value()))
                .orderBy(ACCEPTED_GAP.ID)
                .fetch(ACCEPTED_GAP.ID);
    }

    /** A revision names others by id alone; which kind an id is of, the journal knows. */
    private static Set<RecordRef> named(List<Revisions.Raw> revisions) {
        Set<String> ids = new LinkedHashSet<>();
        for (Revisions.Raw revision : revisions) {
            Matcher id = ID.matcher(new String(revision.leaf(), StandardCharsets.UTF_8));
            while (id.find()) ids.add(id.group());
        }
        Set<RecordRef> named = new LinkedHashSet<>();
        ids.forEach(id -> Stream.of("person", "team", "unit")
                .forEach(kind -> named.add(new RecordRef(kind, UUID.fromString(id)))));
        return named;
    }
}
