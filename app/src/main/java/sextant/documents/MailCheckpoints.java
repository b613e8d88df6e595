package sextant.documents;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import sextant.journal.Proofs;
import sextant.journal.Sequencer;
import sextant.measurement.Frequency;
import sextant.notifications.Mail;
import sextant.notifications.MailServer;
import sextant.notifications.MailServers;
import sextant.notifications.WriteMail;
import sextant.people.Actor;
import sextant.people.Organizations;
import sextant.people.Permission;
import sextant.people.Units;
import sextant.platform.OrganizationId;
import sextant.platform.database.EveryOrganization;
import sextant.platform.database.Transactions;
import sextant.platform.jobs.RecurringJob;
import sextant.platform.language.Languages;
import sextant.platform.language.Reader;

/**
 * Mails checkpoints to whom the officer chose, in the organization's language: what is kept where this installation is not
 * shows later whether anything was removed or rewritten.
 */
@Component
public class MailCheckpoints implements RecurringJob {
    public sealed interface Result {
        /** @param recipients how many it goes to */
        record Written(int recipients) implements Result {}

        record NobodyChosen() implements Result {}

        /** The organization sends no mails. */
        record NoMail() implements Result {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(MailCheckpoints.class);

    private final CheckpointMailings mailings;
    private final PrintCheckpoint print;
    private final Proofs proofs;
    private final Sequencer sequencer;
    private final MailServers servers;
    private final WriteMail write;
    private final Organizations organizations;
    private final Units units;
    private final EveryOrganization every;
    private final Transactions transactions;
    private final Languages.Speaking speaking;
    private final Clock clock;

    MailCheckpoints(
            CheckpointMailings mailings,
            PrintCheckpoint print,
            Proofs proofs,
            Sequencer sequencer,
            MailServers servers,
            WriteMail write,
            Organizations organizations,
            Units units,
            EveryOrganization every,
            Transactions transactions,
            Languages.Speaking speaking,
            Clock clock) {
        this.mailings = mailings;
        this.print = print;
        this.proofs = proofs;
        this.sequencer = sequencer;
        this.servers = servers;
        this.write = write;
        this.organizations = organizations;
        this.units = units;
        this.every = every;
        this.transactions = transactions;
        this.speaking = speaking;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "mail-checkpoints";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(5);
    }

    @Override
    public void run() {
        for (OrganizationId organization : every.all()) {
            try {
                sendDue(organization);
            } catch (RuntimeException failure) {
                LOG.error("the checkpoint of organization {} could not be mailed", organization, failure);
            }
        }
    }

    /** One that is due waits until the organization sends mails. */
    void sendDue(OrganizationId organization) {
        LocalDate today = transactions.read(organization, () -> today(organization));
        boolean due = transactions.read(
                organization,
                () -> mailings.of(organization)
                                .next()
                                .filter(next -> !next.isAfter(today))
                                .isPresent()
                        && sender(organization).isPresent());
        if (!due) return;
        sequencer.sequence(organization);
        transactions.writing(
                organization,
                () -> mailings.due(organization, today).ifPresent(mailing -> {
                    Optional<LocalDate> next =
                            mailing.every().map(rhythm -> after(mailing.next().orElse(today), rhythm, today));
                    send(organization, mailing, next);
                }));
    }

    /**
     * The newest one goes now; the rhythm stays as it is.
     *
     * @throws sextant.platform.Forbidden when this person may not build evidence about the whole organization
     */
    public Result sendNow(Actor actor) {
        OrganizationId organization = actor.organization();
        transactions.read(organization, () -> {
            requireWhole(actor);
            return true;
        });
        sequencer.sequence(organization);
        return transactions.write(organization, () -> {
            CheckpointMailing mailing = mailings.of(organization);
            if (mailing.recipients().isEmpty()) return new Result.NobodyChosen();
            if (sender(organization).isEmpty()) return new Result.NoMail();
            send(organization, mailing, mailing.next());
            return new Result.Written(mailing.recipients().size());
        });
    }

    /**
     * @param version that was read; 0 for the first time
     * @throws sextant.platform.Stale when it is no longer at that version
     * @throws sextant.platform.Forbidden when this person may not build evidence about the whole organization
     */
    public void choose(Actor actor, int version, List<String> recipients, Optional<Frequency> rhythm, String reason) {
        transactions.writing(actor.organization(), () -> {
            requireWhole(actor);
            LocalDate today = today(actor.organization());
            CheckpointMailing now = mailings.of(actor.organization());
            Optional<LocalDate> next = now.every().equals(rhythm) ? now.next() : rhythm.map(one -> one.after(today));
            mailings.choose(actor, version, recipients, rhythm, next, reason, clock.instant());
        });
    }

    private void send(OrganizationId organization, CheckpointMailing mailing, Optional<LocalDate> next) {
        Optional<Proofs.Head> head = proofs.head(organization);
        Optional<MailServer.Settings> sender = sender(organization);
        if (head.isEmpty() || sender.isEmpty()) return;
        Instant now = clock.instant();
        Organizations.Organization it = organizations.get(organization);
        Reader reader = speaking.reader(Languages.of(it.language()), it.timeZone());
        Mail.Letter letter = letter(reader, it.name(), head.get(), sender.get(), now);
        mailing.recipients().forEach(to -> write.to(organization, Mail.Purpose.CHECKPOINT, to, letter));
        mailings.sent(organization, new CheckpointMailing.Sent(now, head.get().size()), next);
    }

    private Mail.Letter letter(
            Reader reader, String organization, Proofs.Head head, MailServer.Settings sender, Instant now) {
        CheckpointLetter letter = new CheckpointLetter(reader, organization, head, sender, now);
        return new Mail.Letter(
                reader.texts().locale().getLanguage(),
                letter.subject(),
                letter.plain(),
                letter.html(),
                List.of(
                        new Mail.Attachment(
                                "checkpoint-" + head.size() + ".txt",
                                "text/plain; charset=utf-8",
                                head.note().getBytes(StandardCharsets.UTF_8)),
                        new Mail.Attachment(
                                "checkpoint-" + head.size() + ".pdf",
                                "application/pdf",
                                print.pdf(reader, organization, head, now))));
    }

    private Optional<MailServer.Settings> sender(OrganizationId organization) {
        return servers.find(organization).map(MailServer::settings).filter(MailServer.Settings::used);
    }

    private LocalDate today(OrganizationId organization) {
        return LocalDate.ofInstant(
                clock.instant(), organizations.get(organization).timeZone());
    }

    /** The first day of the rhythm after today: of those that an outage skipped, none is made up for. */
    private static LocalDate after(LocalDate from, Frequency rhythm, LocalDate today) {
        LocalDate day = from;
        for (int times = 1; !day.isAfter(today); times++) day = rhythm.after(from, times);
        return day;
    }

    private void requireWhole(Actor actor) {
        actor.require(
                Permission.EVIDENCE_BUILD,
                units.tree(actor.organization()).getFirst().id());
    }
}
