package sextant.people;

import static sextant.schema.Tables.ORGANIZATION;
import static sextant.schema.Tables.UNIT;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import sextant.journal.Content;
import sextant.journal.Fields;
import sextant.journal.Journal;
import sextant.journal.RecordRef;
import sextant.journal.Revisions;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;
import sextant.platform.Stale;
import sextant.platform.database.Transactions;

/** The organization's tree of functions and levels. */
@Component
public class Units {
    public static final String KIND = "unit";

    private record TreeOf(OrganizationId organization) {}

    private final DSLContext sql;
    private final Journal journal;
    private final Revisions revisions;

    Units(DSLContext sql, Journal journal, Revisions revisions) {
        this.sql = sql;
        this.journal = journal;
        this.revisions = revisions;
    }

    /** All units, parents before their children, siblings by name. */
    public List<Unit> tree(OrganizationId organization) {
        return Transactions.once(new TreeOf(organization), this::tree);
    }

    private List<Unit> tree(TreeOf asked) {
        return ordered(Transactions.moment()
                .map(moment -> past(asked.organization(), moment))
                .orElseGet(() -> present(asked.organization())));
    }

    private List<Unit> past(OrganizationId organization, Instant moment) {
        return revisions.asOf(organization, KIND, moment).stream()
                .map(then -> new Unit(
                        new UnitId(then.record().id()),
                        Fields.optional(then.content(), "parent")
                                .map(UUID::fromString)
                                .map(UnitId::new),
                        then.text("name"),
                        UnitKind.valueOf(then.text("kind").toUpperCase(Locale.ROOT)),
                        Fields.flag(then.content(), "relevant"),
                        then.number(),
                        0))
                .sorted(Comparator.comparing(Unit::name)
                        .thenComparing(unit -> unit.id().value()))
                .toList();
    }

    private List<Unit> present(OrganizationId organization) {
        return sql.selectFrom(UNIT)
                .where(UNIT.ORGANIZATION.eq(organization.value()))
                .orderBy(UNIT.NAME, UNIT.ID)
                .fetch(row -> new Unit(
                        new UnitId(row.getId()),
                        Optional.ofNullable(row.getParent()).map(UnitId::new),
                        row.getName(),
                        UnitKind.valueOf(row.getKind().toUpperCase(Locale.ROOT)),
                        row.getRelevant(),
                        row.getVersion(),
                        0));
    }

    private static List<Unit> ordered(List<Unit> flat) {
        var children = flat.stream().collect(Collectors.groupingBy(Unit::parent));
        List<Unit> ordered = new ArrayList<>();
        descend(Optional.empty(), 0, children, ordered);
        return List.copyOf(ordered);
    }

    public Unit get(OrganizationId organization, UnitId id) {
        return tree(organization).stream()
                .filter(unit -> unit.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound(KIND));
    }

    void add(OrganizationId organization, UUID id, UnitDetails unit, @Nullable UUID author, Instant at) {
        sql.insertInto(UNIT)
                .set(UNIT.ORGANIZATION, organization.value())
                .set(UNIT.ID, id)
                .set(UNIT.PARENT, unit.parent().map(UnitId::value).orElse(null))
                .set(UNIT.NAME, unit.name())
                .set(UNIT.KIND, unit.kind().code())
                .set(UNIT.RELEVANT, unit.relevant())
                .set(UNIT.VERSION, 1)
                .execute();
        journal.append(organization, new RecordRef(KIND, id), 1, at, author, "", content(unit));
    }

    /** @throws Stale when the unit is no longer at that version */
    void change(
            OrganizationId organization,
            UnitId id,
            int version,
            UnitDetails unit,
            UUID author,
            String reason,
            Instant at) {
        int changed = sql.update(UNIT)
                .set(UNIT.PARENT, unit.parent().map(UnitId::value).orElse(null))
                .set(UNIT.NAME, unit.name())
                .set(UNIT.KIND, unit.kind().code())
                .set(UNIT.RELEVANT, unit.relevant())
                .set(UNIT.VERSION, version + 1)
                .where(UNIT.ORGANIZATION.eq(organization.value()))
                .and(UNIT.ID.eq(id.value()))
                .and(UNIT.VERSION.eq(version))
                .execute();
        if (changed == 0) throw new Stale(KIND);
        journal.append(organization, new RecordRef(KIND, id.value()), version + 1, at, author, reason, content(unit));
    }

    /** Two moves at once could close a circle that neither sees: moves of one organization wait for each other. */
    void lockTree(OrganizationId organization) {
        sql.select(ORGANIZATION.ID)
                .from(ORGANIZATION)
                .where(ORGANIZATION.ID.eq(organization.value()))
                .forUpdate()
                .fetch();
    }

    private static void descend(
            Optional<UnitId> parent,
            int depth,
            java.util.Map<Optional<UnitId>, List<Unit>> children,
            List<Unit> ordered) {
        for (Unit unit : children.getOrDefault(parent, List.of())) {
            ordered.add(new Unit(
                    unit.id(), unit.parent(), unit.name(), unit.kind(), unit.relevant(), unit.version(), depth));
            descend(Optional.of(unit.id()), depth + 1, children, ordered);
        }
    }

    private static Content content(UnitDetails unit) {
        return Content.of()
                .text("name", unit.name())
                .plain("kind", unit.kind().code())
                .plain("parent", unit.parent())
                .plain("relevant", unit.relevant());
    }
}
