package sextant.notifications;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import sextant.notifications.MailConnection.Outcome;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;
import sextant.platform.jobs.RecurringJob;

/**
 * Sends what is in the outbox. That a mail is about to be handed over is recorded before its first byte goes, and what became
 * of it afterwards: a node that dies in between leaves one that goes once more, with the same Message-ID, and no more.
 */
@Component
class SendMails implements RecurringJob {
    private static final Logger LOG = LoggerFactory.getLogger(SendMails.class);
    /** Of one organization in a row, so that others have their turn. */
    private static final int IN_A_ROW = 200;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    private static final Duration LONGEST_DEFERRAL = Duration.ofHours(4);
    /** RFC 5321 section 4.5.4.1: a sender gives up after at least four to five days. */
    private static final Duration GIVES_UP_AFTER = Duration.ofDays(5);
    /** Of the patience: connect, greet, sender, recipient, data, and the answer to it. */
    private static final int STEPS = 6;

    private static final int MOST_DOUBLINGS = 12;

    private final Mails mails;
    private final MailServers servers;
    private final WriteMail write;
    private final Transactions transactions;
    private final Clock clock;
    private final Duration patience;

    SendMails(
            Mails mails,
            MailServers servers,
            WriteMail write,
            Transactions transactions,
            Clock clock,
            @Value("${sextant.mail.patience:30s}") Duration patience) {
        this.mails = mails;
        this.servers = servers;
        this.write = write;
        this.transactions = transactions;
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(2);
    }

    @Override
    public void run() {
        for (OrganizationId organization : transactions.acrossOrganizations(() -> mails.due(clock.instant()))) {
            try {
                send(organization);
            } catch (RuntimeException failure) {
                LOG.error("the mails of organization {} could not be sent", organization, failure);
            }
        }
    }

    /** What is due there now, as far as the server takes it. */
    void send(OrganizationId organization) {
        Optional<MailServer> found = transactions.read(organization, () -> servers.find(organization));
        if (found.filter(server -> server.settings().used()).isEmpty()) return;
        MailServer server = found.get();
        boolean more = true;
        while (more) more = write.news(server);
        String password = transactions.read(organization, () -> servers.password(organization));
        MailConnection connection = null;
        try {
            for (int sent = 0; sent < IN_A_ROW; sent++) {
                // Before one is claimed: a server that is down costs no mail an attempt.
                if (connection == null || !connection.isOpen())
                    connection = MailConnection.open(server.settings(), password, patience);
                Optional<Mail> mail = transactions.write(organization, () -> {
                    Instant now = clock.instant();
                    return mails.claim(organization, now, now.plus(patience.multipliedBy(STEPS)));
                });
                if (mail.isEmpty()) return;
                Outcome outcome = send(organization, connection, mail.get());
                if (!(outcome instanceof Outcome.Accepted)) {
                    connection.close();
                    connection = null;
                }
                if (outcome instanceof Outcome.ServerFails || outcome instanceof Outcome.Unsettled) return;
            }
        } catch (MailConnection.CannotConnect failed) {
            transactions.writing(organization, () -> fails(server, failed.trouble()));
        } finally {
            if (connection != null) connection.close();
        }
    }

    private Outcome send(OrganizationId organization, MailConnection connection, Mail mail) {
        Outcome outcome = connection.send(
                mail, () -> transactions.writing(organization, () -> mails.handOver(organization, mail)));
        transactions.writing(organization, () -> record(organization, mail, outcome));
        return outcome;
    }

    private void record(OrganizationId organization, Mail mail, Outcome outcome) {
        Instant now = clock.instant();
        switch (outcome) {
            case Outcome.Accepted accepted -> {
                mails.sent(organization, mail, now);
                servers.works(organization);
            }
            case Outcome.Refused(var trouble) -> mails.refused(organization, mail, trouble, now);
            case Outcome.Deferred(var trouble) -> {
                if (mail.madeAt().plus(GIVES_UP_AFTER).isBefore(now)) mails.refused(organization, mail, trouble, now);
                else
                    mails.defer(
                            organization,
                            mail,
                            trouble,
                            now.plus(doubled(Duration.ofMinutes(1), mail.attempts(), LONGEST_DEFERRAL)));
            }
            case Outcome.ServerFails(var trouble) -> {
                mails.defer(organization, mail, trouble, now);
                servers.find(organization).ifPresent(server -> fails(server, trouble));
            }
            case Outcome.Unsettled(var trouble) -> {
                mails.unsettled(organization, mail, trouble, now);
                servers.find(organization).ifPresent(server -> fails(server, trouble));
            }
        }
    }

    private void fails(MailServer server, Trouble trouble) {
        int before = server.failing().map(MailServer.Failing::failures).orElse(0);
        if (before == 0)
            LOG.warn(
                    "the mail server {} of organization {} takes nothing: {}",
                    server.settings().host(),
                    server.organization(),
                    trouble.code());
        Instant now = clock.instant();
        servers.fails(server.organization(), trouble, now, now.plus(doubled(FIRST_PAUSE, before + 1, LONGEST_PAUSE)));
    }

    /** The first time as it is, then twice as long each time. */
    private static Duration doubled(Duration first, int times, Duration longest) {
        Duration pause = first.multipliedBy(1L << Math.min(times - 1, MOST_DOUBLINGS));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
