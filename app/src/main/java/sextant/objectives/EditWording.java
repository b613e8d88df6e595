package sextant.objectives;

import static org.jooq.impl.DSL.any;
import static sextant.schema.Tables.EDITORIAL_CHANGE;
import static sextant.schema.Tables.PERSON;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import sextant.journal.Content;
import sextant.journal.Journal;
import sextant.journal.RecordRef;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.Persons;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;

/**
 * Editorial changes: another wording for title, purpose or rationale of an approved version, confirmed by a second person.
 * Targets, dates, owner and unit are never editorial.
 */
@Component
public class EditWording {
    public static final String KIND = "editorial-change";

    public static final Map<String, String> FIELDS =
            Map.of("title", "title", "purpose", "purpose", "rationale", "rationale");

    /** @param confirmedBy empty while it waits for the second person */
    public record Change(
            UUID id,
            int number,
            String field,
            String oldText,
            String newText,
            String reason,
            UUID madeBy,
            String madeByName,
            Instant madeAt,
            Optional<UUID> confirmedBy,
            Optional<Instant> confirmedAt) {
        public boolean waits() {
            return confirmedAt.isEmpty();
        }
    }

    public sealed interface Result {
        record Made() implements Result {}

        record Confirmed() implements Result {}

        record Refused() implements Result {}

        /** Only an approved version has a wording to edit; a draft is simply edited. */
        record NotApproved() implements Result {}

        record SameWording() implements Result {}

        /** Whoever made the change cannot confirm it. */
        record NeedsSecondPerson() implements Result {}

        /** The text is no longer the one the change was made to. */
        record TextChanged() implements Result {}
    }

    private final DSLContext sql;
    private final Objectives objectives;
    private final Persons persons;
    private final ObjectiveWriter writer;
    private final Journal journal;
    private final Transactions transactions;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    EditWording(
            DSLContext sql,
            Objectives objectives,
            Persons persons,
            ObjectiveWriter writer,
            Journal journal,
            Transactions transactions,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.sql = sql;
        this.objectives = objectives;
        this.persons = persons;
        this.writer = writer;
        this.journal = journal;
        this.transactions = transactions;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    public Result make(Actor actor, ObjectiveId id, String field, String text, String reason) {
        if (!FIELDS.containsKey(field)) throw new IllegalArgumentException("not a wording: " + field);
        return transactions.write(actor.organization(), () -> {
            objectives.lock(actor.organization(), id);
            Objective objective = objectives.get(actor.organization(), id);
            Optional<Objective.Version> current = objective.current().filter(it -> it.stage() == Stage.APPROVED);
            if (current.isEmpty()) return new Result.NotApproved();
            actor.require(Permission.OBJECTIVES_WRITE, current.get().content().unit());
            String old = wording(current.get().content(), field);
            if (old.equals(text)) return new Result.SameWording();
            UUID change = ids.next();
            Instant now = clock.instant();
            sql.insertInto(EDITORIAL_CHANGE)
                    .set(EDITORIAL_CHANGE.ORGANIZATION, actor.organization().value())
                    .set(EDITORIAL_CHANGE.ID, change)
                    .set(EDITORIAL_CHANGE.OBJECTIVE, id.value())
                    .set(EDITORIAL_CHANGE.NUMBER, current.get().number())
                    .set(EDITORIAL_CHANGE.FIELD, field)
                    .set(EDITORIAL_CHANGE.OLD_TEXT, old)
                    .set(EDITORIAL_CHANGE.NEW_TEXT, text)
                    .set(EDITORIAL_CHANGE.REASON, reason)
                    .set(EDITORIAL_CHANGE.MADE_BY, actor.person().value())
                    .set(EDITORIAL_CHANGE.MADE_AT, now)
                    .execute();
            record(actor, change, 1, id, field, old, text, "made", reason, now);
            return new Result.Made();
        });
    }

    /** @param confirm false to refuse it */
    public Result decide(Actor actor, ObjectiveId id, UUID changeId, boolean confirm) {
        return transactions.write(actor.organization(), () -> {
            objectives.lock(actor.organization(), id);
            Objective objective = objectives.get(actor.organization(), id);
            Change change = of(actor.organization(), id).stream()
                    .filter(one -> one.id().equals(changeId) && one.waits())
                    .findFirst()
                    .orElseThrow(() -> new NotFound("editorial change"));
            Objective.Version version = objective.shown();
            boolean mayConfirm = actor.may(
                            Permission.OBJECTIVES_WRITE, version.content().unit())
                    || actor.may(
                            Permission.OBJECTIVES_APPROVE, version.content().unit());
            if (!mayConfirm)
                actor.require(Permission.OBJECTIVES_APPROVE, version.content().unit());
            Instant now = clock.instant();
            if (!confirm) {
                close(actor, changeId, now, false);
                record(actor, changeId, 2, id, change.field(), change.oldText(), change.newText(), "refused", "", now);
                return new Result.Refused();
            }
            if (change.madeBy().equals(actor.person().value())) return new Result.NeedsSecondPerson();
            boolean untouched = version.number() == change.number()
                    && version.stage() == Stage.APPROVED
                    && wording(version.content(), change.field()).equals(change.oldText());
            if (!untouched) return new Result.TextChanged();
            close(actor, changeId, now, true);
            writer.reword(
                    actor,
                    id,
                    version,
                    version.content().withWording(change.field(), change.newText()),
                    change.reason(),
                    now);
            record(actor, changeId, 2, id, change.field(), change.oldText(), change.newText(), "confirmed", "", now);
            events.publishEvent(new ObjectiveChanged(actor.organization(), id));
            return new Result.Confirmed();
        });
    }

    /** Changes that wait or were confirmed, newest first. */
    public List<Change> of(OrganizationId organization, ObjectiveId id) {
        Optional<Instant> moment = Transactions.moment();
        return sql.select(EDITORIAL_CHANGE.asterisk(), PERSON.NAME)
                .from(EDITORIAL_CHANGE)
                .join(PERSON)
                .on(PERSON.ORGANIZATION.eq(EDITORIAL_CHANGE.ORGANIZATION))
                .and(PERSON.ID.eq(EDITORIAL_CHANGE.MADE_BY))
                .where(EDITORIAL_CHANGE.ORGANIZATION.eq(organization.value()))
                .and(EDITORIAL_CHANGE.OBJECTIVE.eq(id.value()))
                .and(moment.map(then -> EDITORIAL_CHANGE
                                .MADE_AT
                                .le(then)
                                .and(EDITORIAL_CHANGE.REFUSED_AT.isNull().or(EDITORIAL_CHANGE.REFUSED_AT.gt(then))))
                        .orElseGet(EDITORIAL_CHANGE.REFUSED_AT::isNull))
                .orderBy(EDITORIAL_CHANGE.MADE_AT.desc())
                .fetch(row -> {
                    // One that was confirmed later still waited then.
                    Optional<Instant> confirmed = Optional.ofNullable(row.get(EDITORIAL_CHANGE.CONFIRMED_AT))
                            .filter(at -> moment.filter(at::isAfter).isEmpty());
                    return new Change(
                            row.get(EDITORIAL_CHANGE.ID),
                            row.get(EDITORIAL_CHANGE.NUMBER),
                            row.get(EDITORIAL_CHANGE.FIELD),
                            row.get(EDITORIAL_CHANGE.OLD_TEXT),
                            row.get(EDITORIAL_CHANGE.NEW_TEXT),
                            row.get(EDITORIAL_CHANGE.REASON),
                            row.get(EDITORIAL_CHANGE.MADE_BY),
                            persons.nameThen(organization, row.get(EDITORIAL_CHANGE.MADE_BY), row.get(PERSON.NAME)),
                            row.get(EDITORIAL_CHANGE.MADE_AT),
                            confirmed.map(at -> row.get(EDITORIAL_CHANGE.CONFIRMED_BY)),
                            confirmed);
                });
    }

    /** Whose wording each of these changes is. */
    Map<UUID, ObjectiveId> objectives(OrganizationId organization, Collection<UUID> changes) {
        return sql.select(EDITORIAL_CHANGE.ID, EDITORIAL_CHANGE.OBJECTIVE)
                .from(EDITORIAL_CHANGE)
                .where(EDITORIAL_CHANGE.ORGANIZATION.eq(organization.value()))
                .and(EDITORIAL_CHANGE.ID.eq(any(changes.toArray(UUID[]::new))))
                .fetchMap(EDITORIAL_CHANGE.ID, row -> new ObjectiveId(row.value2()));
    }

    private void close(Actor actor, UUID change, Instant at, boolean confirmed) {
        var update = sql.update(EDITORIAL_CHANGE);
        (confirmed
                        ? update.set(EDITORIAL_CHANGE.CONFIRMED_AT, at)
                                .set(
                                        EDITORIAL_CHANGE.CONFIRMED_BY,
                                        actor.person().value())
                        : update.set(EDITORIAL_CHANGE.REFUSED_AT, at))
                .where(EDITORIAL_CHANGE.ORGANIZATION.eq(actor.organization().value()))
                .and(EDITORIAL_CHANGE.ID.eq(change))
                .execute();
    }

    private void record(
            Actor actor,
            UUID change,
            int revision,
            ObjectiveId objective,
            String field,
            String old,
            String text,
            String state,
            String reason,
            Instant at) {
        journal.append(
                actor.organization(),
                new RecordRef(KIND, change),
                revision,
                at,
                actor.person().value(),
                reason,
                Content.of()
                        .plain("objective", objective.value())
                        .plain("field", field)
                        .plain("state", state)
                        .text("old-text", old)
                        .text("new-text", text));
    }

    private static String wording(ObjectiveContent content, String field) {
        return switch (field) {
            case "title" -> content.title();
            case "purpose" -> content.purpose();
            default -> content.rationale();
        };
    }
}
