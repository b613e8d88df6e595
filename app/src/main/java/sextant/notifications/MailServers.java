package sextant.notifications;

import static sextant.schema.Tables.MAIL_SERVER;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import sextant.journal.Content;
import sextant.journal.Journal;
import sextant.journal.RecordRef;
import sextant.people.Actor;
import sextant.platform.OrganizationId;
import sextant.platform.Stale;
import sextant.platform.files.Seal;
import sextant.schema.tables.records.MailServerRecord;

/** Each organization's mail server, with its password sealed. */
@Component
public class MailServers {
    static final String KIND = "mail-server";
    private static final String LABEL = "mail-server-password";

    private final DSLContext sql;
    private final Journal journal;
    private final Seal seal;

    MailServers(DSLContext sql, Journal journal, Seal seal) {
        this.sql = sql;
        this.journal = journal;
        this.seal = seal;
    }

    public Optional<MailServer> find(OrganizationId organization) {
        return sql.selectFrom(MAIL_SERVER)
                .where(MAIL_SERVER.ORGANIZATION.eq(organization.value()))
                .fetchOptional(row -> server(organization, row));
    }

    /** Empty when the server asks for none. */
    String password(OrganizationId organization) {
        MailServerRecord row = sql.selectFrom(MAIL_SERVER)
                .where(MAIL_SERVER.ORGANIZATION.eq(organization.value()))
                .fetchSingle();
        if (row.getPassword() == null || row.getPasswordNonce() == null) return "";
        return new String(
                seal.open(organization, LABEL, new Seal.Sealed(row.getPasswordNonce(), row.getPassword())),
                StandardCharsets.UTF_8);
    }

    /**
     * Begins anew with it: what failed before is forgotten, and what waits is tried at once.
     *
     * @param version that was read; 0 for the first
     * @param password empty to keep the one that is there; without a user name none is kept
     * @throws Stale when it is no longer at that version
     */
    void write(
            Actor actor,
            int version,
            MailServer.Settings wanted,
            Optional<String> password,
            String reason,
            Instant at) {
        OrganizationId organization = actor.organization();
        MailServerRecord row = sql.newRecord(MAIL_SERVER);
        row.setVersion(version + 1);
        row.setUsed(wanted.used());
        row.setHost(wanted.host());
        row.setPort(wanted.port());
        row.setProtection(wanted.protection().code());
        row.setUserName(wanted.userName());
        row.setSender(wanted.sender());
        row.setSenderName(wanted.senderName());
        row.setAddress(wanted.address().toString());
        row.setFailingSince(null);
        row.setFailures(0);
        row.setNextAttempt(null);
        row.setFailure("");
        row.setReply("");
        if (password.isPresent() || wanted.userName().isEmpty()) setPassword(organization, row, password.orElse(null));
        int written;
        if (version == 0) {
            row.setOrganization(organization.value());
            written = sql.insertInto(MAIL_SERVER).set(row).onConflictDoNothing().execute();
        } else {
            written = sql.update(MAIL_SERVER)
                    .set(row)
                    .where(MAIL_SERVER.ORGANIZATION.eq(organization.value()))
                    .and(MAIL_SERVER.VERSION.eq(version))
                    .execute();
        }
        if (written == 0) throw new Stale(KIND);
        journal.append(
                organization,
                new RecordRef(KIND, organization.value()),
                version + 1,
                at,
                actor.person().value(),
                reason,
                Content.of()
                        .plain("used", wanted.used())
                        .text("host", wanted.host())
                        .plain("port", wanted.port())
                        .plain("protection", wanted.protection().code())
                        .text("user-name", wanted.userName())
                        .plain("password-changed", password.isPresent())
                        .text("sender", wanted.sender())
                        .text("sender-name", wanted.senderName())
                        .text("address", wanted.address().toString()));
    }

    private void setPassword(OrganizationId organization, MailServerRecord row, @Nullable String password) {
        Seal.Sealed sealed =
                password == null ? null : seal.close(organization, LABEL, password.getBytes(StandardCharsets.UTF_8));
        row.setPassword(sealed == null ? null : sealed.content());
        row.setPasswordNonce(sealed == null ? null : sealed.nonce());
    }

    /** It took a mail. */
    void works(OrganizationId organization) {
        sql.update(MAIL_SERVER)
                .setNull(MAIL_SERVER.FAILING_SINCE)
                .set(MAIL_SERVER.FAILURES, 0)
                .setNull(MAIL_SERVER.NEXT_ATTEMPT)
                .set(MAIL_SERVER.FAILURE, "")
                .set(MAIL_SERVER.REPLY, "")
                .where(MAIL_SERVER.ORGANIZATION.eq(organization.value()))
                .and(MAIL_SERVER.FAILING_SINCE.isNotNull())
                .execute();
    }

    /** It took nothing; the next attempt is then. */
    void fails(OrganizationId organization, Trouble trouble, Instant now, Instant next) {
        sql.update(MAIL_SERVER)
                .set(MAIL_SERVER.FAILING_SINCE, org.jooq.impl.DSL.coalesce(MAIL_SERVER.FAILING_SINCE, now))
                .set(MAIL_SERVER.FAILURES, MAIL_SERVER.FAILURES.plus(1))
                .set(MAIL_SERVER.NEXT_ATTEMPT, next)
                .set(MAIL_SERVER.FAILURE, trouble.code())
                .set(MAIL_SERVER.REPLY, trouble.reply())
                .where(MAIL_SERVER.ORGANIZATION.eq(organization.value()))
                .execute();
    }

    /** What waits is tried at once. */
    void retry(OrganizationId organization) {
        sql.update(MAIL_SERVER)
                .setNull(MAIL_SERVER.NEXT_ATTEMPT)
                .where(MAIL_SERVER.ORGANIZATION.eq(organization.value()))
                .execute();
    }

    private static MailServer server(OrganizationId organization, MailServerRecord row) {
        return new MailServer(
                organization,
                row.getVersion(),
                new MailServer.Settings(
                        row.getUsed(),
                        row.getHost(),
                        row.getPort(),
                        Objects.requireNonNull(MailServer.Protection.BY_CODE.get(row.getProtection())),
                        row.getUserName(),
                        row.getSender(),
                        row.getSenderName(),
                        URI.create(row.getAddress())),
                row.getPassword() != null,
                Optional.ofNullable(row.getFailingSince())
                        .map(since -> new MailServer.Failing(
                                since,
                                row.getFailures(),
                                row.getNextAttempt() == null ? since : row.getNextAttempt(),
                                row.getFailure(),
                                row.getReply())));
    }
}
