package sextant.evaluation;

import static org.jooq.impl.DSL.coalesce;
import static sextant.schema.Tables.OBJECTIVE;
import static sextant.schema.Tables.OBJECTIVE_VERSION;
import static sextant.schema.Tables.PERSON;
import static sextant.schema.Tables.UNIT;
import static sextant.schema.Tables.VERDICT;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import sextant.journal.Remembered;
import sextant.journal.Revisions;
import sextant.objectives.ObjectiveId;
import sextant.people.UnitId;
import sextant.platform.OrganizationId;
import sextant.platform.SortKey;

/**
 * The lines of the whole register in every order, remembered while nothing is recorded and no verdict changes. Reading them
 * for each page took a scan and a sort of all objectives, which no index spares: they are counted by status, too.
 */
@Component
class RegisterLines {
    /** @param titleFolded and purposeFolded in lower case, for searching */
    record Line(
            ObjectiveId id,
            String reference,
            String title,
            String stage,
            String unitName,
            String ownerName,
            Optional<LocalDate> starts,
            Optional<LocalDate> due,
            String status,
            UnitId unit,
            Optional<UUID> owner,
            boolean published,
            String titleFolded,
            String referenceFolded,
            String purposeFolded,
            String ownerFolded) {
        private String value(Register.Sort sort) {
            return switch (sort) {
                case REFERENCE -> reference;
                case TITLE -> titleFolded;
                case OWNER -> ownerFolded;
                case DUE -> due.map(LocalDate::toString).orElse("9999");
                case STATUS -> {
                    int rank = WORST_FIRST.indexOf(status);
                    yield rank < 0 ? "9" : String.valueOf(rank);
                }
            };
        }

        SortKey key(Register.Sort sort) {
            return new SortKey(value(sort), id.value());
        }

        Register.Line shown(Register.Sort sort) {
            return new Register.Line(id, reference, title, stage, unitName, ownerName, starts, due, status, key(sort));
        }
    }

    private record State(Revisions.Extent recorded, Verdicts.Turn verdicts) {}

    private static final List<String> WORST_FIRST =
            List.of("missed", "off-track", "no-data", "at-risk", "on-track", "not-started", "achieved");

    private final DSLContext sql;
    private final Revisions revisions;
    private final Verdicts verdicts;
    private final Clock clock;
    private final Remembered<Map<Register.Sort, List<Line>>> remembered = new Remembered<>();

    RegisterLines(DSLContext sql, Revisions revisions, Verdicts verdicts, Clock clock) {
        this.sql = sql;
        this.revisions = revisions;
        this.verdicts = verdicts;
        this.clock = clock;
    }

    /** Ascending, ties by the objective's id. */
    List<Line> sorted(OrganizationId organization, Register.Sort sort) {
        Instant now = clock.instant();
        State state = new State(revisions.extent(organization), verdicts.turn(organization, now));
        return Objects.requireNonNull(remembered
                .get(
                        organization,
                        state,
                        now,
                        () -> new Remembered.Computed<>(
                                orders(organization), state.verdicts().next().orElse(Instant.MAX)))
                .get(sort));
    }

    private Map<Register.Sort, List<Line>> orders(OrganizationId organization) {
        List<Line> all = lines(organization);
        Map<Register.Sort, List<Line>> orders = new EnumMap<>(Register.Sort.class);
        for (Register.Sort sort : Register.Sort.values())
            orders.put(
                    sort,
                    all.stream()
                            .sorted(Comparator.comparing((Line line) -> line.value(sort))
                                    .thenComparing(line -> line.id().value()))
                            .toList());
        return orders;
    }

    private List<Line> lines(OrganizationId organization) {
        return sql.select(
                        OBJECTIVE.ID,
                        OBJECTIVE.REFERENCE,
                        OBJECTIVE_VERSION.TITLE,
                        OBJECTIVE_VERSION.STAGE,
                        UNIT.NAME,
                        PERSON.NAME,
                        OBJECTIVE_VERSION.STARTS,
                        OBJECTIVE_VERSION.ENDS,
                        VERDICT.STATUS,
                        OBJECTIVE_VERSION.UNIT,
                        OBJECTIVE_VERSION.OWNER,
                        OBJECTIVE.CURRENT_VERSION,
                        OBJECTIVE_VERSION.PURPOSE)
                .from(OBJECTIVE)
                .join(OBJECTIVE_VERSION)
                .on(OBJECTIVE_VERSION.ORGANIZATION.eq(OBJECTIVE.ORGANIZATION))
                .and(OBJECTIVE_VERSION.OBJECTIVE.eq(OBJECTIVE.ID))
                .and(OBJECTIVE_VERSION.NUMBER.eq(coalesce(OBJECTIVE.CURRENT_VERSION, OBJECTIVE.LATEST_VERSION)))
                .join(UNIT)
                .on(UNIT.ORGANIZATION.eq(OBJECTIVE_VERSION.ORGANIZATION))
                .and(UNIT.ID.eq(OBJECTIVE_VERSION.UNIT))
                .leftJoin(PERSON)
                .on(PERSON.ORGANIZATION.eq(OBJECTIVE_VERSION.ORGANIZATION))
                .and(PERSON.ID.eq(OBJECTIVE_VERSION.OWNER))
                .leftJoin(VERDICT)
                .on(VERDICT.ORGANIZATION.eq(OBJECTIVE.ORGANIZATION))
                .and(VERDICT.OBJECTIVE.eq(OBJECTIVE.ID))
                .and(VERDICT.TARGET.eq(OBJECTIVE.ID))
                .and(VERDICT.HELD_TO.isNull())
                .where(OBJECTIVE.ORGANIZATION.eq(organization.value()))
                .fetch(one -> new Line(
                        new ObjectiveId(one.value1()),
                        one.value2(),
                        one.value3(),
                        one.value4(),
                        one.value5(),
                        Objects.requireNonNullElse(one.value6(), ""),
                        Optional.ofNullable(one.value7()),
                        Optional.ofNullable(one.value8()),
                        Objects.requireNonNullElse(one.value9(), ""),
                        new UnitId(one.value10()),
                        Optional.ofNullable(one.value11()),
                        one.value12() != null,
                        folded(one.value3()),
                        folded(one.value2()),
                        folded(one.value13()),
                        folded(Objects.requireNonNullElse(one.value6(), ""))));
    }

    static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
