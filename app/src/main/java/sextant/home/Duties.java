package sextant.home;

import static org.jooq.impl.DSL.cast;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;
import static sextant.schema.Tables.ACTION;
import static sextant.schema.Tables.CONTROLLED_DOCUMENT;
import static sextant.schema.Tables.DOCUMENT_EDITION;
import static sextant.schema.Tables.EDITORIAL_CHANGE;
import static sextant.schema.Tables.KPI;
import static sextant.schema.Tables.MEASUREMENT;
import static sextant.schema.Tables.OBJECTIVE;
import static sextant.schema.Tables.OBJECTIVE_VERSION;
import static sextant.schema.Tables.ORGANIZATION;
import static sextant.schema.Tables.TARGET;
import static sextant.schema.Tables.VERDICT;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record6;
import org.jooq.Select;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.UnitId;

/** What waits for one person, gathered from the records of the modules below in one statement. */
@Component
class Duties {
    /** Of each kind, the most urgent ones: a list that is longer is no list of what comes next. */
    static final int OF_EACH_KIND = 12;

    private static final List<String> NEED_AN_ANSWER = List.of("missed", "off-track", "no-data", "at-risk");
    private static final int DAYS_AHEAD = 7;
    private static final Comparator<Duty> MOST_URGENT_FIRST = Comparator.comparing(
                    (Duty duty) -> duty.due().orElse(LocalDate.MAX))
            .thenComparing(Duty::kind)
            .thenComparing(Duty::reference);

    private final DSLContext sql;

    Duties(DSLContext sql) {
        this.sql = sql;
    }

    /** Late ones first, then by date; what has no date comes last, in the order of the kinds. */
    List<Duty> of(Actor actor, LocalDate today) {
        return decisions(actor)
                .unionAll(editions(actor))
                .unionAll(wordings(actor))
                .unionAll(steering(actor))
                .unionAll(closings(actor, today))
                .unionAll(actions(actor))
                .unionAll(measurements(actor, today))
                .unionAll(drafts(actor))
                .fetch(row -> new Duty(
                        Objects.requireNonNull(Duty.Kind.BY_CODE.get(row.value1())),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        Optional.ofNullable(row.value6())))
                .stream()
                .sorted(MOST_URGENT_FIRST)
                .toList();
    }

    /** Proposals on which this person may decide: neither wrote them nor owns them, unless the organization lets owners. */
    private Select<Record6<String, UUID, String, String, String, LocalDate>> decisions(Actor actor) {
        Condition ownedByOthers =
                OBJECTIVE_VERSION.OWNER.isDistinctFrom(actor.person().value());
        Condition ownersMay = exists(selectOne()
                .from(ORGANIZATION)
                .where(ORGANIZATION.ID.eq(actor.organization().value()))
                .and(ORGANIZATION.OWNER_APPROVAL));
        return objectives(Duty.Kind.DECIDE, inline(""), OBJECTIVE_VERSION.STARTS)
                .where(latest(actor))
                .and(OBJECTIVE_VERSION.STAGE.eq("proposed"))
                .and(OBJECTIVE_VERSION.UNIT.in(reach(actor, Permission.OBJECTIVES_APPROVE)))
                .and(val(actor.person().value()).ne(org.jooq.impl.DSL.all(OBJECTIVE_VERSION.WRITERS)))
                .and(ownedByOthers.or(ownersMay))
                .orderBy(OBJECTIVE_VERSION.STARTS.asc().nullsLast())
                .limit(OF_EACH_KIND);
    }

    /** Editions of documents on which nobody decided, which others prepared and answer for. */
    private Select<Record6<String, UUID, String, String, String, LocalDate>> editions(Actor actor) {
        return sql.select(
                        inline(Duty.Kind.APPROVE_EDITION.code()),
                        CONTROLLED_DOCUMENT.ID,
                        CONTROLLED_DOCUMENT.REFERENCE,
                        CONTROLLED_DOCUMENT.TITLE,
                        cast(DOCUMENT_EDITION.NUMBER, SQLDataType.CLOB),
                        none())
                .from(DOCUMENT_EDITION)
                .join(CONTROLLED_DOCUMENT)
                .on(CONTROLLED_DOCUMENT.ORGANIZATION.eq(DOCUMENT_EDITION.ORGANIZATION))
                .and(CONTROLLED_DOCUMENT.ID.eq(DOCUMENT_EDITION.DOCUMENT))
                .where(DOCUMENT_EDITION.ORGANIZATION.eq(actor.organization().value()))
                .and(DOCUMENT_EDITION.DECISION.isNull())
                .and(org.jooq.impl.DSL.not(CONTROLLED_DOCUMENT.WITHDRAWN))
                .and(CONTROLLED_DOCUMENT.UNIT.in(reach(actor, Permission.DOCUMENTS_APPROVE)))
                .and(DOCUMENT_EDITION.PREPARED_BY.ne(actor.person().value()))
                .and(CONTROLLED_DOCUMENT.OWNER.ne(actor.person().value()))
                .orderBy(DOCUMENT_EDITION.PREPARED_AT.desc())
                .limit(OF_EACH_KIND);
    }

    private Select<Record6<String, UUID, String, String, String, LocalDate>> wordings(Actor actor) {
        Set<UUID> units = new java.util.HashSet<>(reach(actor, Permission.OBJECTIVES_WRITE));
        units.addAll(reach(actor, Permission.OBJECTIVES_APPROVE));
        return objectives(Duty.Kind.CONFIRM_WORDING, inline(""), none())
                .where(current(actor))
                .and(OBJECTIVE_VERSION.UNIT.in(units))
                .and(exists(selectOne()
                        .from(EDITORIAL_CHANGE)
                        .where(EDITORIAL_CHANGE.ORGANIZATION.eq(OBJECTIVE.ORGANIZATION))
                        .and(EDITORIAL_CHANGE.OBJECTIVE.eq(OBJECTIVE.ID))
                        .and(EDITORIAL_CHANGE.NUMBER.eq(OBJECTIVE_VERSION.NUMBER))
                        .and(EDITORIAL_CHANGE.CONFIRMED_AT.isNull())
                        .and(EDITORIAL_CHANGE.REFUSED_AT.isNull())
                        .and(EDITORIAL_CHANGE.MADE_BY.ne(actor.person().value()))))
                .limit(OF_EACH_KIND);
    }

    private Select<Record6<String, UUID, String, String, String, LocalDate>> steering(Actor actor) {
        return sql.select(
                        inline(Duty.Kind.STEER.code()),
                        OBJECTIVE.ID,
                        OBJECTIVE.REFERENCE,
                        OBJECTIVE_VERSION.TITLE,
                        VERDICT.STATUS,
                        none())
                .from(OBJECTIVE)
                .join(OBJECTIVE_VERSION)
                .on(ofObjective())
                .join(VERDICT)
                .on(VERDICT.ORGANIZATION.eq(OBJECTIVE.ORGANIZATION))
                .and(VERDICT.OBJECTIVE.eq(OBJECTIVE.ID))
                .and(VERDICT.TARGET.eq(OBJECTIVE.ID))
                .and(VERDICT.HELD_TO.isNull())
                .where(current(actor))
                .and(OBJECTIVE_VERSION.OWNER.eq(actor.person().value()))
                .and(VERDICT.STATUS.in(NEED_AN_ANSWER))
                .orderBy(VERDICT.HELD_FROM.desc())
                .limit(OF_EACH_KIND);
    }

    /** Objectives whose period is over and which nobody has closed. */
    private Select<Record6<String, UUID, String, String, String, LocalDate>> closings(Actor actor, LocalDate today) {
        return objectives(Duty.Kind.CLOSE, inline(""), OBJECTIVE_VERSION.ENDS)
                .where(current(actor))
                .and(OBJECTIVE_VERSION.ENDS.lt(today))
                .and(OBJECTIVE_VERSION.UNIT.in(reach(actor, Permission.OBJECTIVES_CLOSE)))
                .orderBy(OBJECTIVE_VERSION.ENDS)
                .limit(OF_EACH_KIND);
    }

    private Select<Record6<String, UUID, String, String, String, LocalDate>> actions(Actor actor) {
        return sql.select(
                        inline(Duty.Kind.ACT.code()),
                        OBJECTIVE.ID,
                        OBJECTIVE.REFERENCE,
                        OBJECTIVE_VERSION.TITLE,
                        ACTION.TITLE,
                        ACTION.DUE)
                .from(ACTION)
                .join(OBJECTIVE)
                .on(OBJECTIVE.ORGANIZATION.eq(ACTION.ORGANIZATION))
                .and(OBJECTIVE.ID.eq(ACTION.OBJECTIVE))
                .join(OBJECTIVE_VERSION)
                .on(ofObjective())
                .and(OBJECTIVE_VERSION.NUMBER.eq(coalesce(OBJECTIVE.CURRENT_VERSION, OBJECTIVE.LATEST_VERSION)))
                .where(ACTION.ORGANIZATION.eq(actor.organization().value()))
                .and(ACTION.RESPONSIBLE.eq(actor.person().value()))
                .and(ACTION.STATE.eq("open"))
                .and(OBJECTIVE_VERSION.STAGE.in("draft", "proposed", "approved"))
                .orderBy(ACTION.DUE.asc().nullsLast())
                .limit(OF_EACH_KIND);
    }

    /** KPIs this person measures, for an objective in force, whose next value is due within a week or missing. */
    private Select<Record6<String, UUID, String, String, String, LocalDate>> measurements(
            Actor actor, LocalDate today) {
        var newest = lateral(select(MEASUREMENT.AT)
                        .from(MEASUREMENT)
                        .where(MEASUREMENT.ORGANIZATION.eq(KPI.ORGANIZATION))
                        .and(MEASUREMENT.KPI.eq(KPI.ID))
                        .orderBy(MEASUREMENT.AT.desc())
                        .limit(1))
                .as("newest");
        // The same calendar as Frequency.after: a month after 31 January is the last day of February in both.
        Field<LocalDate> expected = field(
                "(({0} at time zone {1})::date + case {2} when 'day' then interval '1 day' when 'week' then interval '7 days'"
                        + " when 'month' then interval '1 month' when 'quarter' then interval '3 months'"
                        + " when 'half-year' then interval '6 months' else interval '1 year' end)::date",
                SQLDataType.LOCALDATE,
                newest.field(MEASUREMENT.AT),
                val(actor.organizationZone().getId()),
                KPI.COLLECTED_EVERY);
        Condition used = exists(selectOne()
                .from(TARGET)
                .join(OBJECTIVE)
                .on(OBJECTIVE.ORGANIZATION.eq(TARGET.ORGANIZATION))
                .and(OBJECTIVE.ID.eq(TARGET.OBJECTIVE))
                .and(OBJECTIVE.CURRENT_VERSION.eq(TARGET.NUMBER))
                .join(OBJECTIVE_VERSION)
                .on(ofObjective())
                .and(OBJECTIVE_VERSION.NUMBER.eq(TARGET.NUMBER))
                .where(TARGET.ORGANIZATION.eq(KPI.ORGANIZATION))
                .and(TARGET.KPI.eq(KPI.ID))
                .and(OBJECTIVE_VERSION.STAGE.eq("approved")));
        return sql.select(inline(Duty.Kind.MEASURE.code()), KPI.ID, KPI.REFERENCE, KPI.NAME, inline(""), expected)
                .from(KPI)
                .leftJoin(newest)
                .on(trueCondition())
                .where(KPI.ORGANIZATION.eq(actor.organization().value()))
                .and(KPI.MEASURED_BY.eq(actor.person().value()))
                .and(KPI.UNIT.in(reach(actor, Permission.MEASUREMENTS_RECORD)))
                .and(org.jooq.impl.DSL.not(KPI.RETIRED))
                .and(used)
                .and(or(expected.isNull(), expected.le(today.plusDays(DAYS_AHEAD))))
                .orderBy(expected.asc().nullsFirst())
                .limit(OF_EACH_KIND);
    }

    private Select<Record6<String, UUID, String, String, String, LocalDate>> drafts(Actor actor) {
        UUID self = actor.person().value();
        return objectives(Duty.Kind.COMPLETE, inline(""), none())
                .where(latest(actor))
                .and(OBJECTIVE_VERSION.STAGE.eq("draft"))
                .and(OBJECTIVE_VERSION.UNIT.in(reach(actor, Permission.OBJECTIVES_WRITE)))
                .and(OBJECTIVE_VERSION
                        .OWNER
                        .eq(self)
                        .or(val(self).eq(org.jooq.impl.DSL.any(OBJECTIVE_VERSION.WRITERS))))
                .orderBy(OBJECTIVE.REFERENCE)
                .limit(OF_EACH_KIND);
    }

    private org.jooq.SelectJoinStep<Record6<String, UUID, String, String, String, LocalDate>> objectives(
            Duty.Kind kind, Field<String> detail, Field<LocalDate> due) {
        return sql.select(inline(kind.code()), OBJECTIVE.ID, OBJECTIVE.REFERENCE, OBJECTIVE_VERSION.TITLE, detail, due)
                .from(OBJECTIVE.join(OBJECTIVE_VERSION).on(ofObjective()));
    }

    private static Condition ofObjective() {
        return OBJECTIVE_VERSION
                .ORGANIZATION
                .eq(OBJECTIVE.ORGANIZATION)
                .and(OBJECTIVE_VERSION.OBJECTIVE.eq(OBJECTIVE.ID));
    }

    private static Condition latest(Actor actor) {
        return OBJECTIVE
                .ORGANIZATION
                .eq(actor.organization().value())
                .and(OBJECTIVE_VERSION.NUMBER.eq(OBJECTIVE.LATEST_VERSION));
    }

    /** The approved version, not ended. */
    private static Condition current(Actor actor) {
        return OBJECTIVE
                .ORGANIZATION
                .eq(actor.organization().value())
                .and(OBJECTIVE_VERSION.NUMBER.eq(OBJECTIVE.CURRENT_VERSION))
                .and(OBJECTIVE_VERSION.STAGE.eq("approved"));
    }

    private static Field<LocalDate> none() {
        return cast(null, SQLDataType.LOCALDATE);
    }

    private static Set<UUID> reach(Actor actor, Permission permission) {
        return actor.reach().getOrDefault(permission, Set.of()).stream()
                .map(UnitId::value)
                .collect(java.util.stream.Collectors.toSet());
    }
}
