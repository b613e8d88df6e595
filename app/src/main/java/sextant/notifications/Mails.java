package sextant.notifications;

import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static sextant.schema.Routines.organizationsWithMail;
import static sextant.schema.Tables.MAIL;
import static sextant.schema.Tables.MAIL_ATTACHMENT;
import static sextant.schema.Tables.PERSON;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import sextant.notifications.Mail.Attachment;
import sextant.notifications.Mail.State;
import sextant.people.PersonId;
import sextant.platform.OrganizationId;
import sextant.platform.SortKey;
import sextant.schema.tables.records.MailRecord;

/** The outbox. */
@Component
public class Mails {
    static final String KIND = "mail";
    /** So often a mail is handed over without knowing what became of it; then somebody decides. */
    private static final int HANDED_OVER_AT_MOST = 2;

    private final DSLContext sql;

    Mails(DSLContext sql) {
        this.sql = sql;
    }

    /** Where something is due; asked across all organizations. */
    List<OrganizationId> due(Instant now) {
        return sql.selectFrom(organizationsWithMail(now)).fetchInto(UUID.class).stream()
                .map(OrganizationId::new)
                .toList();
    }

    void add(OrganizationId organization, Mail mail) {
        sql.insertInto(MAIL)
                .set(MAIL.ORGANIZATION, organization.value())
                .set(MAIL.ID, mail.id())
                .set(MAIL.PURPOSE, mail.purpose().code())
                .set(MAIL.PERSON, mail.person().map(PersonId::value).orElse(null))
                .set(MAIL.RECIPIENT, mail.recipient())
                .set(MAIL.MESSAGE_ID, mail.messageId())
                .set(MAIL.LANGUAGE, mail.letter().language())
                .set(MAIL.SUBJECT, mail.letter().subject())
                .set(MAIL.PLAIN, mail.letter().plain())
                .set(MAIL.HTML, mail.letter().html())
                .set(MAIL.MADE_AT, mail.madeAt())
                .set(MAIL.STATE, mail.state().code())
                .set(MAIL.NEXT_ATTEMPT, mail.nextAttempt())
                .execute();
        List<Attachment> attachments = mail.letter().attachments();
        for (int place = 0; place < attachments.size(); place++)
            sql.insertInto(MAIL_ATTACHMENT)
                    .set(MAIL_ATTACHMENT.ORGANIZATION, organization.value())
                    .set(MAIL_ATTACHMENT.MAIL, mail.id())
                    .set(MAIL_ATTACHMENT.PLACE, place)
                    .set(MAIL_ATTACHMENT.NAME, attachments.get(place).name())
                    .set(MAIL_ATTACHMENT.MEDIA_TYPE, attachments.get(place).mediaType())
                    .set(MAIL_ATTACHMENT.CONTENT, attachments.get(place).content())
                    .execute();
    }

    /**
     * The one that is due the longest, for whoever asks alone, until the lease ends: what failed just now comes after the others. One that a node had under way when it died is due
     * again; where it was handed over twice before, it is left for somebody to decide.
     */
    Optional<Mail> claim(OrganizationId organization, Instant now, Instant leaseUntil) {
        while (true) {
            MailRecord found = sql.selectFrom(MAIL)
                    .where(MAIL.ORGANIZATION.eq(organization.value()))
                    .and(MAIL.STATE
                            .eq(State.WAITING.code())
                            .and(MAIL.NEXT_ATTEMPT.le(now))
                            .or(MAIL.STATE.eq(State.SENDING.code()).and(MAIL.LEASE_UNTIL.le(now))))
                    .orderBy(MAIL.NEXT_ATTEMPT, MAIL.MADE_AT, MAIL.ID)
                    .limit(1)
                    .forUpdate()
                    .skipLocked()
                    .fetchOne();
            if (found == null) return Optional.empty();
            if (found.getPerson() != null && hasLeft(organization, found.getPerson())) {
                end(organization, found.getId(), State.DROPPED, new Trouble("left", ""), now);
                continue;
            }
            if (found.getHandedOver() < HANDED_OVER_AT_MOST) {
                found.setState(State.SENDING.code());
                found.setAttempts(found.getAttempts() + 1);
                found.setLeaseUntil(leaseUntil);
                found.update();
                return Optional.of(mail(found, attachments(organization, found.getId())));
            }
            end(organization, found.getId(), State.UNSURE, new Trouble("unsettled", ""), now);
        }
    }

    private boolean hasLeft(OrganizationId organization, UUID person) {
        return !sql.fetchExists(
                PERSON,
                PERSON.ORGANIZATION
                        .eq(organization.value())
                        .and(PERSON.ID.eq(person))
                        .and(PERSON.ACTIVE));
    }

    /** The server begins to read it: from now on it may have been accepted, whatever happens to us. */
    void handOver(OrganizationId organization, Mail mail) {
        sql.update(MAIL)
                .set(MAIL.HANDED_OVER, MAIL.HANDED_OVER.plus(1))
                .where(ours(organization, mail))
                .execute();
    }

    /** What it said is not kept here any longer. */
    void sent(OrganizationId organization, Mail mail, Instant now) {
        sql.update(MAIL)
                .set(MAIL.STATE, State.SENT.code())
                .set(MAIL.ENDED_AT, now)
                .set(MAIL.PLAIN, "")
                .set(MAIL.HTML, "")
                .set(MAIL.FAILURE, "")
                .set(MAIL.REPLY, "")
                .where(MAIL.ORGANIZATION.eq(organization.value()))
                .and(MAIL.ID.eq(mail.id()))
                .execute();
        sql.deleteFrom(MAIL_ATTACHMENT)
                .where(MAIL_ATTACHMENT.ORGANIZATION.eq(organization.value()))
                .and(MAIL_ATTACHMENT.MAIL.eq(mail.id()))
                .execute();
    }

    /** The server said no for now: it was not accepted. */
    void defer(OrganizationId organization, Mail mail, Trouble trouble, Instant next) {
        waits(organization, mail, trouble, next, true);
    }

    /** Nobody knows whether it was accepted. */
    void unsettled(OrganizationId organization, Mail mail, Trouble trouble, Instant next) {
        waits(organization, mail, trouble, next, false);
    }

    private void waits(OrganizationId organization, Mail mail, Trouble trouble, Instant next, boolean answered) {
        var update = sql.update(MAIL)
                .set(MAIL.STATE, State.WAITING.code())
                .set(MAIL.NEXT_ATTEMPT, next)
                .set(MAIL.FAILURE, trouble.code())
                .set(MAIL.REPLY, trouble.reply());
        if (answered) update = update.set(MAIL.HANDED_OVER, mail.handedOver());
        update.where(ours(organization, mail)).execute();
    }

    void refused(OrganizationId organization, Mail mail, Trouble trouble, Instant now) {
        sql.update(MAIL)
                .set(MAIL.STATE, State.REFUSED.code())
                .set(MAIL.ENDED_AT, now)
                .set(MAIL.FAILURE, trouble.code())
                .set(MAIL.REPLY, trouble.reply())
                .where(ours(organization, mail))
                .execute();
    }

    private void end(OrganizationId organization, UUID id, State state, Trouble trouble, Instant now) {
        sql.update(MAIL)
                .set(MAIL.STATE, state.code())
                .set(MAIL.ENDED_AT, now)
                .set(MAIL.FAILURE, trouble.code())
                .set(MAIL.REPLY, trouble.reply())
                .where(MAIL.ORGANIZATION.eq(organization.value()))
                .and(MAIL.ID.eq(id))
                .execute();
    }

    /** Nobody else has set about sending it since. */
    private static Condition ours(OrganizationId organization, Mail mail) {
        return MAIL.ORGANIZATION
                .eq(organization.value())
                .and(MAIL.ID.eq(mail.id()))
                .and(MAIL.STATE.eq(State.SENDING.code()))
                .and(MAIL.ATTEMPTS.eq(mail.attempts()));
    }

    /** The newest first, without what they say. */
    public List<Mail> page(OrganizationId organization, Optional<State> state, Optional<SortKey> after, int limit) {
        return sql.selectFrom(MAIL)
                .where(MAIL.ORGANIZATION.eq(organization.value()))
                .and(state.map(only -> MAIL.STATE.eq(only.code())).orElse(noCondition()))
                .and(after.flatMap(last -> last.instant()
                                .map(at -> row(MAIL.MADE_AT, MAIL.ID).lt(at, last.id())))
                        .orElse(noCondition()))
                .orderBy(MAIL.MADE_AT.desc(), MAIL.ID.desc())
                .limit(limit)
                .fetch(found -> mail(found, List.of()));
    }

    public static SortKey key(Mail mail) {
        return new SortKey(mail.madeAt().toString(), mail.id());
    }

    /** How many wait or are under way. */
    public int open(OrganizationId organization) {
        return sql.fetchCount(
                MAIL,
                MAIL.ORGANIZATION
                        .eq(organization.value())
                        .and(MAIL.STATE.in(State.WAITING.code(), State.SENDING.code())));
    }

    /** For whoever decides on it: nobody sends it meanwhile. */
    Optional<Mail> locked(OrganizationId organization, UUID id) {
        return sql.selectFrom(MAIL)
                .where(MAIL.ORGANIZATION.eq(organization.value()))
                .and(MAIL.ID.eq(id))
                .forUpdate()
                .fetchOptional(found -> mail(found, List.of()));
    }

    /** Somebody decided that it goes again. */
    void again(OrganizationId organization, UUID id, Instant now) {
        sql.update(MAIL)
                .set(MAIL.STATE, State.WAITING.code())
                .set(MAIL.HANDED_OVER, 0)
                .set(MAIL.NEXT_ATTEMPT, now)
                .setNull(MAIL.ENDED_AT)
                .where(MAIL.ORGANIZATION.eq(organization.value()))
                .and(MAIL.ID.eq(id))
                .execute();
    }

    void drop(OrganizationId organization, UUID id, Instant now) {
        end(organization, id, State.DROPPED, new Trouble("", ""), now);
    }

    /** Those that ended before. */
    int deleteEndedBefore(OrganizationId organization, Instant before) {
        return sql.deleteFrom(MAIL)
                .where(MAIL.ORGANIZATION.eq(organization.value()))
                .and(MAIL.ENDED_AT.lt(before))
                .execute();
    }

    /** All to that person, sent or not. */
    void deleteTo(OrganizationId organization, PersonId person) {
        sql.deleteFrom(MAIL)
                .where(MAIL.ORGANIZATION.eq(organization.value()))
                .and(MAIL.PERSON.eq(person.value()))
                .execute();
    }

    private List<Attachment> attachments(OrganizationId organization, UUID mail) {
        return sql.selectFrom(MAIL_ATTACHMENT)
                .where(MAIL_ATTACHMENT.ORGANIZATION.eq(organization.value()))
                .and(MAIL_ATTACHMENT.MAIL.eq(mail))
                .orderBy(MAIL_ATTACHMENT.PLACE)
                .fetch(found -> new Attachment(found.getName(), found.getMediaType(), found.getContent()));
    }

    private static Mail mail(MailRecord row, List<Attachment> attachments) {
        return new Mail(
                row.getId(),
                Objects.requireNonNull(Mail.Purpose.BY_CODE.get(row.getPurpose())),
                Optional.ofNullable(row.getPerson()).map(PersonId::new),
                row.getRecipient(),
                row.getMessageId(),
                new Mail.Letter(row.getLanguage(), row.getSubject(), row.getPlain(), row.getHtml(), attachments),
                row.getMadeAt(),
                Objects.requireNonNull(State.BY_CODE.get(row.getState())),
                row.getAttempts(),
                row.getHandedOver(),
                row.getNextAttempt(),
                Optional.ofNullable(row.getEndedAt()),
                new Trouble(row.getFailure(), row.getReply()));
    }
}
