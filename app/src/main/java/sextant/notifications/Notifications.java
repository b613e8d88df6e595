package sextant.notifications;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;
import static sextant.schema.Tables.MAIL_SERVER;
import static sextant.schema.Tables.NOTIFICATION;
import static sextant.schema.Tables.NOTIFICATION_CHOICE;
import static sextant.schema.Tables.PERSON;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import sextant.ledger.CanonicalJson;
import sextant.notifications.Tell.Telling;
import sextant.people.PersonId;
import sextant.platform.Ids;
import sextant.platform.OrganizationId;
import sextant.platform.SortKey;
import sextant.schema.tables.records.NotificationRecord;

/** What people were told, each person's own. */
@Component
public class Notifications {
    /** @param mails whether the organization sends mails at all */
    record Recipient(PersonId person, ZoneId zone, Choices choices, boolean mails) {}

    private static final int AT_ONCE = 1_000;

    private final DSLContext sql;
    private final Ids ids;

    Notifications(DSLContext sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /** Those among these who are active. */
    List<Recipient> recipients(OrganizationId organization, Collection<PersonId> persons) {
        var mails = field(exists(selectOne()
                .from(MAIL_SERVER)
                .where(MAIL_SERVER.ORGANIZATION.eq(organization.value()))
                .and(MAIL_SERVER.USED)));
        return sql.select(
                        PERSON.ID,
                        PERSON.TIME_ZONE,
                        NOTIFICATION_CHOICE.VERSION,
                        NOTIFICATION_CHOICE.DIGEST_HOUR,
                        NOTIFICATION_CHOICE.WAYS,
                        mails)
                .from(PERSON)
                .leftJoin(NOTIFICATION_CHOICE)
                .on(NOTIFICATION_CHOICE.ORGANIZATION.eq(PERSON.ORGANIZATION))
                .and(NOTIFICATION_CHOICE.PERSON.eq(PERSON.ID))
                .where(PERSON.ORGANIZATION.eq(organization.value()))
                .and(PERSON.ID.eq(any(persons.stream().map(PersonId::value).toArray(UUID[]::new))))
                .and(PERSON.ACTIVE)
                .orderBy(PERSON.ID)
                .fetch(found -> new Recipient(
                        new PersonId(found.value1()),
                        ZoneId.of(found.value2()),
                        found.value3() == null
                                ? Choices.USUAL
                                : new Choices(found.value3(), found.value4(), ChoicesOfPersons.ways(found.value5())),
                        found.value6()));
    }

    /** Who was told of the same before is not told again, nor is who is not known. */
    void add(OrganizationId organization, List<Telling> all, Map<PersonId, Recipient> known, Instant at) {
        List<NotificationRecord> rows = new ArrayList<>();
        for (Telling one : all) {
            JSONB facts = json(one.news().facts());
            one.to().stream()
                    .map(known::get)
                    .filter(Objects::nonNull)
                    .map(to -> record(organization, to, one.news(), facts, at))
                    .forEach(rows::add);
        }
        // In the order of their keys, so that two writers at once do not wait for each other in a circle.
        rows.sort(Comparator.comparing(NotificationRecord::getPerson).thenComparing(NotificationRecord::getCause));
        for (int from = 0; from < rows.size(); from += AT_ONCE)
            sql.insertInto(NOTIFICATION, NOTIFICATION.fields())
                    .valuesOfRecords(rows.subList(from, Math.min(rows.size(), from + AT_ONCE)))
                    .onConflict(NOTIFICATION.ORGANIZATION, NOTIFICATION.PERSON, NOTIFICATION.CAUSE)
                    .doNothing()
                    .execute();
    }

    private NotificationRecord record(OrganizationId organization, Recipient to, News news, JSONB facts, Instant at) {
        return new NotificationRecord(
                organization.value(),
                ids.next(),
                to.person().value(),
                news.matter().code(),
                news.wording(),
                news.cause(),
                news.path(),
                facts,
                news.note(),
                at,
                null,
                mailAt(to, news.matter(), at),
                null);
    }

    private static @Nullable Instant mailAt(Recipient to, Matter matter, Instant at) {
        if (!to.mails()) return null;
        return switch (to.choices().of(matter)) {
            case INBOX -> null;
            case MAIL -> at;
            case DIGEST -> to.choices().nextDigest(at, to.zone());
        };
    }

    /**
     * The newest first.
     *
     * @param unread whether those that were read are left out
     * @param after the key of the last one seen
     */
    public List<Notification> page(
            OrganizationId organization, PersonId person, boolean unread, Optional<SortKey> after, int limit) {
        var seek = after.flatMap(last -> last.instant()
                        .map(at -> row(NOTIFICATION.AT, NOTIFICATION.ID).lt(at, last.id())))
                .orElse(noCondition());
        return sql.selectFrom(NOTIFICATION)
                .where(NOTIFICATION.ORGANIZATION.eq(organization.value()))
                .and(NOTIFICATION.PERSON.eq(person.value()))
                .and(unread ? NOTIFICATION.READ_AT.isNull() : noCondition())
                .and(seek)
                .orderBy(NOTIFICATION.AT.desc(), NOTIFICATION.ID.desc())
                .limit(limit)
                .fetch(Notifications::notification);
    }

    public static SortKey key(Notification one) {
        return new SortKey(one.at().toString(), one.id());
    }

    Optional<Notification> find(OrganizationId organization, PersonId person, UUID id) {
        return sql.selectFrom(NOTIFICATION)
                .where(NOTIFICATION.ORGANIZATION.eq(organization.value()))
                .and(NOTIFICATION.PERSON.eq(person.value()))
                .and(NOTIFICATION.ID.eq(id))
                .fetchOptional(Notifications::notification);
    }

    void setRead(OrganizationId organization, UUID id, @Nullable Instant readAt) {
        sql.update(NOTIFICATION)
                .set(NOTIFICATION.READ_AT, readAt)
                .where(NOTIFICATION.ORGANIZATION.eq(organization.value()))
                .and(NOTIFICATION.ID.eq(id))
                .execute();
    }

    /** All that this person was told until then. */
    void setAllRead(OrganizationId organization, PersonId person, Instant until, Instant readAt) {
        sql.update(NOTIFICATION)
                .set(NOTIFICATION.READ_AT, readAt)
                .where(NOTIFICATION.ORGANIZATION.eq(organization.value()))
                .and(NOTIFICATION.PERSON.eq(person.value()))
                .and(NOTIFICATION.READ_AT.isNull())
                .and(NOTIFICATION.AT.le(until))
                .execute();
    }

    /** What is due by mail and in none yet, a person's together and in their order; no other node takes the same. */
    List<Notification> unmailed(OrganizationId organization, Instant now, int most) {
        return sql.selectFrom(NOTIFICATION)
                .where(NOTIFICATION.ORGANIZATION.eq(organization.value()))
                .and(NOTIFICATION.MAIL.isNull())
                .and(NOTIFICATION.MAIL_AT.le(now))
                .orderBy(NOTIFICATION.PERSON, NOTIFICATION.AT, NOTIFICATION.ID)
                .limit(most)
                .forUpdate()
                .skipLocked()
                .fetch(Notifications::notification);
    }

    /** @param mail the one they are in; empty when they need none any longer */
    void setMail(OrganizationId organization, Collection<UUID> notifications, Optional<UUID> mail) {
        var update = sql.update(NOTIFICATION).set(NOTIFICATION.MAIL, mail.orElse(null));
        if (mail.isEmpty()) update = update.setNull(NOTIFICATION.MAIL_AT);
        update.where(NOTIFICATION.ORGANIZATION.eq(organization.value()))
                .and(NOTIFICATION.ID.eq(any(notifications.toArray(UUID[]::new))))
                .execute();
    }

    int deleteBefore(OrganizationId organization, Instant before) {
        return sql.deleteFrom(NOTIFICATION)
                .where(NOTIFICATION.ORGANIZATION.eq(organization.value()))
                .and(NOTIFICATION.AT.lt(before))
                .execute();
    }

    void deleteOf(OrganizationId organization, PersonId person) {
        sql.deleteFrom(NOTIFICATION)
                .where(NOTIFICATION.ORGANIZATION.eq(organization.value()))
                .and(NOTIFICATION.PERSON.eq(person.value()))
                .execute();
    }

    private static Notification notification(NotificationRecord row) {
        return new Notification(
                row.getId(),
                new PersonId(row.getPerson()),
                Objects.requireNonNull(Matter.BY_CODE.get(row.getMatter())),
                row.getWording(),
                row.getPath(),
                facts(row.getFacts()),
                row.getNote(),
                row.getAt(),
                Optional.ofNullable(row.getReadAt()));
    }

    private static JSONB json(List<Fact> facts) {
        return JSONB.valueOf(new String(
                CanonicalJson.bytes(
                        Map.of("facts", facts.stream().map(Fact::stored).toList())),
                StandardCharsets.UTF_8));
    }

    private static List<Fact> facts(JSONB json) {
        Object all = CanonicalJson.parse(json.data().getBytes(StandardCharsets.UTF_8))
                .get("facts");
        List<Fact> facts = new ArrayList<>();
        for (Object one : (List<?>) Objects.requireNonNull(all))
            facts.add(Fact.of(((List<?>) one).stream().map(String::valueOf).toList()));
        return facts;
    }
}
