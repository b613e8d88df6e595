package sextant.measurement;

import static org.jooq.impl.DSL.any;
import static sextant.schema.Tables.KPI;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import sextant.journal.Content;
import sextant.journal.Fields;
import sextant.journal.Journal;
import sextant.journal.RecordRef;
import sextant.journal.Revision;
import sextant.journal.Revisions;
import sextant.people.PersonId;
import sextant.people.UnitId;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;
import sextant.platform.Stale;
import sextant.platform.database.References;
import sextant.platform.database.Transactions;
import sextant.schema.tables.records.KpiRecord;

/** The organization's KPIs. */
@Component
public class Kpis {
    public static final String KIND = "kpi";

    /** More than so many are picked from all: their revisions are found faster together. */
    private static final int FEW = 100;

    private record Among(OrganizationId organization, Set<KpiId> ids) {}

    private record PastOf(OrganizationId organization, Instant moment) {}

    private final DSLContext sql;
    private final Journal journal;
    private final Revisions revisions;

    Kpis(DSLContext sql, Journal journal, Revisions revisions) {
        this.sql = sql;
        this.journal = journal;
        this.revisions = revisions;
    }

    public List<Kpi> all(OrganizationId organization) {
        return Transactions.moment()
                .map(moment -> past(organization, moment))
                .orElseGet(() -> fetch(KPI.ORGANIZATION.eq(organization.value())));
    }

    /** By reference number. */
    private List<Kpi> past(OrganizationId organization, Instant moment) {
        return Transactions.once(
                new PastOf(organization, moment),
                asked -> then(organization, moment, KPI.ORGANIZATION.eq(organization.value()), id -> true));
    }

    /** Those that were not changed since are read as they are now, the others from the journal. */
    private List<Kpi> then(OrganizationId organization, Instant moment, Condition present, Predicate<KpiId> wanted) {
        List<Kpi> now = fetch(present);
        Set<UUID> changed = revisions.changedSince(organization, KIND, moment);
        Stream<Kpi> same = now.stream().filter(kpi -> !changed.contains(kpi.id().value()));
        Stream<Kpi> other = revisions
                .asOf(
                        organization,
                        changed.stream()
                                .filter(id -> wanted.test(new KpiId(id)))
                                .map(id -> new RecordRef(KIND, id))
                                .toList(),
                        moment)
                .stream()
                .map(Kpis::kpi);
        return Stream.concat(same, other)
                .sorted(Comparator.comparing((Kpi kpi) -> kpi.definition().reference())
                        .thenComparing(kpi -> kpi.id().value()))
                .toList();
    }

    public Kpi get(OrganizationId organization, KpiId id) {
        return among(organization, List.of(id)).stream().findFirst().orElseThrow(() -> new NotFound(KIND));
    }

    public List<Kpi> among(OrganizationId organization, Collection<KpiId> ids) {
        if (ids.isEmpty()) return List.of();
        return Transactions.once(
                new Among(organization, Set.copyOf(ids)),
                asked -> Transactions.moment().isPresent()
                        ? pastAmong(asked)
                        : fetch(KPI.ORGANIZATION
                                .eq(organization.value())
                                .and(KPI.ID.eq(any(
                                        asked.ids().stream().map(KpiId::value).toArray(UUID[]::new))))));
    }

    private List<Kpi> pastAmong(Among asked) {
        Instant moment = Transactions.moment().orElseThrow();
        if (asked.ids().size() > FEW)
            return then(
                    asked.organization(),
                    moment,
                    KPI.ORGANIZATION
                            .eq(asked.organization().value())
                            .and(KPI.ID.eq(
                                    any(asked.ids().stream().map(KpiId::value).toArray(UUID[]::new)))),
                    asked.ids()::contains);
        return revisions
                .asOf(
                        asked.organization(),
                        asked.ids().stream()
                                .map(id -> new RecordRef(KIND, id.value()))
                                .toList(),
                        moment)
                .stream()
                .map(Kpis::kpi)
                .toList();
    }

    public Optional<KpiId> byReference(OrganizationId organization, String reference) {
        return sql.select(KPI.ID)
                .from(KPI)
                .where(KPI.ORGANIZATION.eq(organization.value()))
                .and(KPI.REFERENCE.eq(reference))
                .fetchOptional(row -> new KpiId(row.value1()));
    }

    boolean referenceIsTaken(OrganizationId organization, String reference, KpiId except) {
        References.hold(sql, organization);
        return sql.fetchExists(
                KPI,
                KPI.ORGANIZATION
                        .eq(organization.value())
                        .and(KPI.REFERENCE.eq(reference))
                        .and(KPI.ID.ne(except.value())));
    }

    /** The next free one; in a writing transaction nobody else is given one until it ends. */
    public String nextReference(OrganizationId organization) {
        return References.next(sql, organization, KPI.ORGANIZATION, KPI.REFERENCE, "KPI");
    }

    void add(OrganizationId organization, KpiId id, Kpi.Definition kpi, UUID author, String reason, Instant at) {
        KpiRecord row = sql.newRecord(KPI);
        row.setOrganization(organization.value());
        row.setId(id.value());
        row.setVersion(1);
        row.setRetired(false);
        fill(row, kpi);
        sql.insertInto(KPI).set(row).execute();
        journal.append(organization, new RecordRef(KIND, id.value()), 1, at, author, reason, content(kpi, false));
    }

    /** @throws Stale when the KPI is no longer at that version */
    void change(
            OrganizationId organization,
            KpiId id,
            int version,
            Kpi.Definition kpi,
            boolean retired,
            UUID author,
            String reason,
            Instant at) {
        KpiRecord row = sql.newRecord(KPI);
        fill(row, kpi);
        row.setRetired(retired);
        row.setVersion(version + 1);
        int changed = sql.update(KPI)
                .set(row)
                .where(KPI.ORGANIZATION.eq(organization.value()))
                .and(KPI.ID.eq(id.value()))
                .and(KPI.VERSION.eq(version))
                .execute();
        if (changed == 0) throw new Stale(KIND);
        journal.append(
                organization, new RecordRef(KIND, id.value()), version + 1, at, author, reason, content(kpi, retired));
    }

    private List<Kpi> fetch(Condition condition) {
        return sql.selectFrom(KPI)
                .where(condition)
                .orderBy(KPI.REFERENCE, KPI.ID)
                .collect(Collectors.mapping(Kpis::kpi, Collectors.toUnmodifiableList()));
    }

    private static Kpi kpi(Revision then) {
        Map<String, @Nullable Object> content = then.content();
        return new Kpi(
                new KpiId(then.record().id()),
                new Kpi.Definition(
                        Fields.text(content, "reference"),
                        Fields.text(content, "name"),
                        new UnitId(UUID.fromString(Fields.text(content, "unit"))),
                        Fields.text(content, "information-need"),
                        Fields.text(content, "formula"),
                        Objects.requireNonNull(ValueKind.BY_CODE.get(Fields.text(content, "value-kind"))),
                        Fields.text(content, "unit-of-measure"),
                        Objects.requireNonNull(Codes.DIRECTIONS.get(Fields.text(content, "direction"))),
                        Fields.text(content, "source"),
                        Fields.text(content, "implementation-evidence"),
                        new Cadence(
                                frequency(Fields.text(content, "collected-every")),
                                Fields.whole(content, "grace-days")),
                        frequency(Fields.text(content, "analysed-every")),
                        frequency(Fields.text(content, "reported-every")),
                        Fields.optional(content, "measured-by")
                                .map(UUID::fromString)
                                .map(PersonId::new),
                        Fields.optional(content, "analysed-by")
                                .map(UUID::fromString)
                                .map(PersonId::new),
                        Fields.texts(content, "received-by").stream()
                                .map(UUID::fromString)
                                .map(PersonId::new)
                                .toList(),
                        Fields.optional(content, "next-review").map(LocalDate::parse)),
                Fields.flag(content, "retired"),
                then.number());
    }

    private static void fill(KpiRecord row, Kpi.Definition kpi) {
        row.setReference(kpi.reference());
        row.setName(kpi.name());
        row.setUnit(kpi.unit().value());
        row.setInformationNeed(kpi.informationNeed());
        row.setFormula(kpi.formula());
        row.setValueKind(kpi.valueKind().code());
        row.setUnitOfMeasure(kpi.unitOfMeasure());
        row.setDirection(Codes.of(kpi.direction()));
        row.setSource(kpi.source());
        row.setImplementationEvidence(kpi.implementationEvidence());
        row.setCollectedEvery(Codes.of(kpi.cadence().frequency()));
        row.setAnalysedEvery(Codes.of(kpi.analysedEvery()));
        row.setReportedEvery(Codes.of(kpi.reportedEvery()));
        row.setGraceDays(kpi.cadence().graceDays());
        row.setMeasuredBy(kpi.measuredBy().map(PersonId::value).orElse(null));
        row.setAnalysedBy(kpi.analysedBy().map(PersonId::value).orElse(null));
        row.setReceivedBy(kpi.receivedBy().stream().map(PersonId::value).toArray(UUID[]::new));
        row.setNextReview(kpi.nextReview().orElse(null));
    }

    static Kpi kpi(KpiRecord row) {
        return new Kpi(
                new KpiId(row.getId()),
                new Kpi.Definition(
                        row.getReference(),
                        row.getName(),
                        new UnitId(row.getUnit()),
                        row.getInformationNeed(),
                        row.getFormula(),
                        Objects.requireNonNull(ValueKind.BY_CODE.get(row.getValueKind())),
                        row.getUnitOfMeasure(),
                        Objects.requireNonNull(Codes.DIRECTIONS.get(row.getDirection())),
                        row.getSource(),
                        row.getImplementationEvidence(),
                        new Cadence(frequency(row.getCollectedEvery()), row.getGraceDays()),
                        frequency(row.getAnalysedEvery()),
                        frequency(row.getReportedEvery()),
                        Optional.ofNullable(row.getMeasuredBy()).map(PersonId::new),
                        Optional.ofNullable(row.getAnalysedBy()).map(PersonId::new),
                        Arrays.stream(row.getReceivedBy()).map(PersonId::new).toList(),
                        Optional.ofNullable(row.getNextReview())),
                row.getRetired(),
                row.getVersion());
    }

    private static Frequency frequency(String code) {
        return Objects.requireNonNull(Codes.FREQUENCIES.get(code));
    }

    private static Content content(Kpi.Definition kpi, boolean retired) {
        return Content.of()
                .plain("reference", kpi.reference())
                .text("name", kpi.name())
                .plain("unit", kpi.unit().value())
                .text("information-need", kpi.informationNeed())
                .text("formula", kpi.formula())
                .plain("value-kind", kpi.valueKind().code())
                .plain("unit-of-measure", kpi.unitOfMeasure())
                .plain("direction", Codes.of(kpi.direction()))
                .text("source", kpi.source())
                .text("implementation-evidence", kpi.implementationEvidence())
                .plain("collected-every", Codes.of(kpi.cadence().frequency()))
                .plain("grace-days", kpi.cadence().graceDays())
                .plain("analysed-every", Codes.of(kpi.analysedEvery()))
                .plain("reported-every", Codes.of(kpi.reportedEvery()))
                .plain("measured-by", kpi.measuredBy())
                .plain("analysed-by", kpi.analysedBy())
                .ids(
                        "received-by",
                        kpi.receivedBy().stream().map(PersonId::value).toList())
                .plain("next-review", kpi.nextReview())
                .plain("retired", retired);
    }
}
