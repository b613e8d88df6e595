package sextant.conformance;

import static org.jooq.impl.DSL.any;
import static sextant.schema.Tables.ACCEPTED_GAP;
import static sextant.schema.Tables.PERSON;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import sextant.journal.Content;
import sextant.journal.Journal;
import sextant.journal.RecordRef;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Requirement;
import sextant.people.Actor;
import sextant.people.Persons;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;

/** The gaps that are accepted, each with its two revisions: when it was accepted, and when that ended. */
@Component
public class AcceptedGaps {
    public static final String KIND = "accepted-gap";
    private static final Map<String, Requirement> REQUIREMENTS = Arrays.stream(Requirement.values())
            .collect(Collectors.toUnmodifiableMap(Requirement::code, Function.identity()));

    private final DSLContext sql;
    private final Journal journal;
    private final Persons persons;

    AcceptedGaps(DSLContext sql, Journal journal, Persons persons) {
        this.sql = sql;
        this.journal = journal;
        this.persons = persons;
    }

    /** Those that were not ended, whether or not their last day has passed. */
    public List<AcceptedGap> standing(OrganizationId organization) {
        return fetch(organization, DSL.noCondition());
    }

    public List<AcceptedGap> standing(OrganizationId organization, ObjectiveId objective) {
        return fetch(organization, ACCEPTED_GAP.OBJECTIVE.eq(objective.value()));
    }

    /** Whose gap each of these is. */
    Map<UUID, ObjectiveId> objectives(OrganizationId organization, Collection<UUID> gaps) {
        return sql.select(ACCEPTED_GAP.ID, ACCEPTED_GAP.OBJECTIVE)
                .from(ACCEPTED_GAP)
                .where(ACCEPTED_GAP.ORGANIZATION.eq(organization.value()))
                .and(ACCEPTED_GAP.ID.eq(any(gaps.toArray(UUID[]::new))))
                .fetchMap(ACCEPTED_GAP.ID, row -> new ObjectiveId(row.value2()));
    }

    void add(Actor actor, AcceptedGap gap) {
        sql.insertInto(ACCEPTED_GAP)
                .set(ACCEPTED_GAP.ORGANIZATION, actor.organization().value())
                .set(ACCEPTED_GAP.ID, gap.id())
                .set(ACCEPTED_GAP.OBJECTIVE, gap.objective().value())
                .set(ACCEPTED_GAP.REQUIREMENT, gap.requirement().code())
                .set(ACCEPTED_GAP.REASON, gap.reason())
                .set(ACCEPTED_GAP.ACCEPTED_BY, gap.acceptedBy())
                .set(ACCEPTED_GAP.ACCEPTED_AT, gap.acceptedAt())
                .set(ACCEPTED_GAP.UNTIL, gap.until())
                .set(ACCEPTED_GAP.VERSION, 1)
                .execute();
        record(actor, gap, 1, "accepted", gap.acceptedAt(), "");
    }

    void end(Actor actor, AcceptedGap gap, Instant at, String reason) {
        sql.update(ACCEPTED_GAP)
                .set(ACCEPTED_GAP.ENDED_AT, at)
                .set(ACCEPTED_GAP.VERSION, 2)
                .where(ACCEPTED_GAP.ORGANIZATION.eq(actor.organization().value()))
                .and(ACCEPTED_GAP.ID.eq(gap.id()))
                .execute();
        record(actor, gap, 2, "ended", at, reason);
    }

    private void record(Actor actor, AcceptedGap gap, int revision, String state, Instant at, String reason) {
        journal.append(
                actor.organization(),
                new RecordRef(KIND, gap.id()),
                revision,
                at,
                actor.person().value(),
                reason,
                Content.of()
                        .plain("objective", gap.objective().value())
                        .plain("requirement", gap.requirement().code())
                        .plain("state", state)
                        .text("reason", gap.reason())
                        .plain("until", gap.until()));
    }

    private List<AcceptedGap> fetch(OrganizationId organization, Condition which) {
        return sql.select(ACCEPTED_GAP.asterisk(), PERSON.NAME)
                .from(ACCEPTED_GAP)
                .join(PERSON)
                .on(PERSON.ORGANIZATION.eq(ACCEPTED_GAP.ORGANIZATION))
                .and(PERSON.ID.eq(ACCEPTED_GAP.ACCEPTED_BY))
                .where(ACCEPTED_GAP.ORGANIZATION.eq(organization.value()))
                .and(Transactions.moment()
                        .map(moment -> ACCEPTED_GAP
                                .ACCEPTED_AT
                                .le(moment)
                                .and(ACCEPTED_GAP.ENDED_AT.isNull().or(ACCEPTED_GAP.ENDED_AT.gt(moment))))
                        .orElseGet(ACCEPTED_GAP.ENDED_AT::isNull))
                .and(which)
                .fetch(row -> new AcceptedGap(
                        row.get(ACCEPTED_GAP.ID),
                        new ObjectiveId(row.get(ACCEPTED_GAP.OBJECTIVE)),
                        Objects.requireNonNull(REQUIREMENTS.get(row.get(ACCEPTED_GAP.REQUIREMENT))),
                        row.get(ACCEPTED_GAP.REASON),
                        row.get(ACCEPTED_GAP.ACCEPTED_BY),
                        persons.nameThen(organization, row.get(ACCEPTED_GAP.ACCEPTED_BY), row.get(PERSON.NAME)),
                        row.get(ACCEPTED_GAP.ACCEPTED_AT),
                        row.get(ACCEPTED_GAP.UNTIL)));
    }

    static LocalDate latest(LocalDate today) {
        return today.plusYears(1);
    }
}
