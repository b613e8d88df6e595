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
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import sextant.evaluation.rule.Status;
import sextant.journal.Remembered;
import sextant.journal.Revisions;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveContent;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Objectives;
import sextant.people.Organizations;
import sextant.people.PersonId;
import sextant.people.PersonName;
import sextant.people.Persons;
import sextant.people.Unit;
import sextant.people.UnitId;
import sextant.people.Units;
import sextant.platform.OrganizationId;
import sextant.platform.SortKey;
import sextant.platform.database.Transactions;

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
            Optional<ObjectiveId> serves,
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
                case STATUS -> String.valueOf(rank(status));
            };
        }

        Line with(String other) {
            return new Line(
                    id,
                    reference,
                    title,
                    stage,
                    unitName,
                    ownerName,
                    starts,
                    due,
                    other,
                    unit,
                    owner,
                    serves,
                    published,
                    titleFolded,
                    referenceFolded,
                    purposeFolded,
                    ownerFolded);
        }

        /** As {@link Register.Line#state}. */
        String state(LocalDate today) {
            return Register.state(stage, starts, today);
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
    private final Objectives objectives;
    private final Units units;
    private final Persons persons;
    private final Organizations organizations;
    private final Clock clock;
    /** How many past moments are held: two auditors at two dates do not take turns at computing. */
    private static final int MOMENTS = 4;

    private final Remembered<Map<Register.Sort, List<Line>>> remembered = new Remembered<>();
    private final Remembered<Map<Register.Sort, List<Line>>> rememberedPast = new Remembered<>(MOMENTS);

    RegisterLines(
            DSLContext sql,
            Revisions revisions,
            Verdicts verdicts,
            Objectives objectives,
            Units units,
            Persons persons,
            Organizations organizations,
            Clock clock) {
        this.sql = sql;
        this.revisions = revisions;
        this.verdicts = verdicts;
        this.objectives = objectives;
        this.units = units;
        this.persons = persons;
        this.organizations = organizations;
        this.clock = clock;
    }

    /** Ascending, ties by the objective's id. */
    List<Line> sorted(OrganizationId organization, Register.Sort sort) {
        return Transactions.moment()
                .map(moment -> past(organization, sort, moment))
                .orElseGet(() -> present(organization, sort));
    }

    private List<Line> past(OrganizationId organization, Register.Sort sort, Instant moment) {
        return Objects.requireNonNull(rememberedPast
                .get(
                        organization,
                        moment,
                        moment,
                        () -> new Remembered.Computed<>(orders(pastLines(organization, moment)), Instant.MAX))
                .get(sort));
    }

    private List<Line> pastLines(OrganizationId organization, Instant moment) {
        List<Objective> all = objectives.all(organization);
        Map<UnitId, String> unitNames =
                units.tree(organization).stream().collect(Collectors.toMap(Unit::id, Unit::name));
        Map<PersonId, String> names =
                persons.names(organization).stream().collect(Collectors.toMap(PersonName::id, PersonName::name));
        Map<ObjectiveId, Judged> judged =
                verdicts.current(organization, organizations.get(organization).timeZone(), all, moment);
        return all.stream()
                .map(objective -> {
                    Objective.Version shown = objective.shown();
                    String owner = shown.content()
                            .owner()
                            .map(person -> names.getOrDefault(person, ""))
                            .orElse("");
                    return line(
                            objective,
                            unitNames.getOrDefault(shown.content().unit(), ""),
                            owner,
                            status(judged.get(objective.id())));
                })
                .toList();
    }

    private static Line line(Objective objective, String unit, String owner, String status) {
        ObjectiveContent content = objective.shown().content();
        return new Line(
                objective.id(),
                objective.reference(),
                content.title(),
                objective.shown().stage().code(),
                unit,
                owner,
                content.starts(),
                content.ends(),
                status,
                content.unit(),
                content.owner().map(PersonId::value),
                content.serves(),
                objective.current().isPresent(),
                folded(content.title()),
                folded(objective.reference()),
                folded(content.purpose()),
                folded(owner));
    }

    private List<Line> present(OrganizationId organization, Register.Sort sort) {
        Instant now = clock.instant();
        State state = new State(revisions.extent(organization), verdicts.turn(organization, now));
        return Objects.requireNonNull(remembered
                .get(organization, state, now, () -> settled(organization, state.verdicts(), now))
                .get(sort));
    }

    /** The lines, with the verdicts judged on the spot that the background has not come to yet. */
    private Remembered.Computed<Map<Register.Sort, List<Line>>> settled(
            OrganizationId organization, Verdicts.Turn turn, Instant now) {
        Instant until = turn.next().orElse(Instant.MAX);
        if (turn.stale() == 0 && turn.expired() == 0)
            return new Remembered.Computed<>(orders(lines(organization)), until);
        // First which, then the lines: those that the background settles in between are looked at anyway.
        Set<ObjectiveId> unsettled = Set.copyOf(verdicts.unsettled(organization, now));
        Map<ObjectiveId, Judged> judged = verdicts.current(
                organization,
                organizations.get(organization).timeZone(),
                objectives.among(organization, unsettled),
                now);
        Instant first = judged.values().stream()
                .flatMap(one -> one.validUntil().stream())
                .reduce(until, (one, other) -> one.isBefore(other) ? one : other);
        List<Line> lines = lines(organization).stream()
                .map(line -> unsettled.contains(line.id()) ? line.with(status(judged.get(line.id()))) : line)
                .toList();
        return new Remembered.Computed<>(orders(lines), first);
    }

    private static String status(@Nullable Judged judged) {
        return Optional.ofNullable(judged)
                .flatMap(Judged::status)
                .map(Status::code)
                .orElse("");
    }

    private static Map<Register.Sort, List<Line>> orders(List<Line> all) {
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
                        OBJECTIVE_VERSION.PURPOSE,
                        OBJECTIVE_VERSION.SERVES)
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
                        Optional.ofNullable(one.value14()).map(ObjectiveId::new),
                        one.value12() != null,
                        folded(one.value3()),
                        folded(one.value2()),
                        folded(one.value13()),
                        folded(Objects.requireNonNullElse(one.value6(), ""))));
    }

    /** The worst first; a status that is none comes last. */
    static int rank(String status) {
        int rank = WORST_FIRST.indexOf(status);
        return rank < 0 ? WORST_FIRST.size() : rank;
    }

    static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
