package sextant.notifications;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.Persons;
import sextant.platform.Forbidden;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.Stale;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import sextant.platform.print.Markup;

/** Says which server takes the organization's mails, tries it out, and decides on mails that got stuck. */
@Component
public class SetUpMail {
    public sealed interface Tested {
        /** The server accepted a mail to that address. */
        record Accepted(String recipient) implements Tested {}

        record Failed(Trouble trouble) implements Tested {}
    }

    public sealed interface Decided {
        record Done() implements Decided {}

        /** It is no longer where it was. */
        record Overtaken() implements Decided {}
    }

    /** With each step of a test: somebody waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final MailServers servers;
    private final Mails mails;
    private final Persons persons;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    SetUpMail(MailServers servers, Mails mails, Persons persons, Transactions transactions, Ids ids, Clock clock) {
        this.servers = servers;
        this.mails = mails;
        this.persons = persons;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param version that was read; 0 for the first
     * @param password empty to keep the one that is there
     * @throws Stale when it is no longer at that version
     */
    public void change(Actor actor, int version, MailServer.Settings wanted, Optional<String> password, String reason) {
        requireManaging(actor);
        transactions.writing(
                actor.organization(), () -> servers.write(actor, version, wanted, password, reason, clock.instant()));
    }

    /**
     * Sends a mail to whoever asks, past the outbox, and waits for the server's answer.
     *
     * @throws NotFound when no server was set up
     */
    public Tested test(Actor actor) {
        requireManaging(actor);
        MailServer server = transactions
                .read(actor.organization(), () -> servers.find(actor.organization()))
                .orElseThrow(() -> new NotFound(MailServers.KIND));
        String password = transactions.read(actor.organization(), () -> servers.password(actor.organization()));
        String recipient = transactions.read(
                actor.organization(),
                () -> persons.get(actor.organization(), actor.person()).email());
        try (MailConnection connection = MailConnection.open(server.settings(), password, PATIENCE)) {
            return switch (connection.send(trial(actor, server, recipient), () -> {})) {
                case MailConnection.Outcome.Accepted accepted -> {
                    transactions.writing(actor.organization(), () -> servers.works(actor.organization()));
                    yield new Tested.Accepted(recipient);
                }
                case MailConnection.Outcome.Refused(var trouble) -> new Tested.Failed(trouble);
                case MailConnection.Outcome.Deferred(var trouble) -> new Tested.Failed(trouble);
                case MailConnection.Outcome.ServerFails(var trouble) -> new Tested.Failed(trouble);
                case MailConnection.Outcome.Unsettled(var trouble) -> new Tested.Failed(trouble);
            };
        } catch (MailConnection.CannotConnect failed) {
            return new Tested.Failed(failed.trouble());
        }
    }

    private Mail trial(Actor actor, MailServer server, String recipient) {
        Texts texts = actor.reader().texts();
        Instant now = clock.instant();
        UUID id = ids.next();
        String sender = server.settings().sender();
        String sentence = texts.text("mail.trial", actor.organizationName());
        NewsLetter.Page page = new NewsLetter.Page(
                NewsLetter.STYLE_SHEET,
                texts.locale().getLanguage(),
                actor.organizationName(),
                sentence,
                List.of(new NewsLetter.Line(
                        sentence,
                        "",
                        actor.reader().formats().time(now),
                        server.settings().link("/settings/mail"))),
                "",
                server.settings().link("/inbox"),
                texts.text("mail.trial.why"),
                server.settings().link("/inbox/choices"));
        return new Mail(
                id,
                Mail.Purpose.NOTIFICATIONS,
                Optional.of(actor.person()),
                recipient,
                "<" + id + sender.substring(sender.indexOf('@')) + ">",
                new Mail.Letter(
                        page.language(),
                        NewsLetter.cut(sentence),
                        sentence + "\n\n" + server.settings().link("/settings/mail") + "\n",
                        Markup.of("notifications/newsMail.jte", texts, page),
                        List.of()),
                now,
                Mail.State.WAITING,
                0,
                0,
                now,
                Optional.empty(),
                new Trouble("", ""));
    }

    /** Asks a server again at once that was found failing. */
    public void retry(Actor actor) {
        requireManaging(actor);
        transactions.writing(actor.organization(), () -> servers.retry(actor.organization()));
    }

    /**
     * Sends a mail again that is stuck: a second copy may arrive of one of which nobody knows.
     *
     * @throws NotFound when there is no such mail
     */
    public Decided again(Actor actor, UUID id) {
        requireManaging(actor);
        return transactions.write(actor.organization(), () -> {
            if (!locked(actor, id).state().isStuck()) return new Decided.Overtaken();
            mails.again(actor.organization(), id, clock.instant());
            return new Decided.Done();
        });
    }

    /**
     * Takes a mail out that waits or is stuck; it can be sent again all the same.
     *
     * @throws NotFound when there is no such mail
     */
    public Decided drop(Actor actor, UUID id) {
        requireManaging(actor);
        return transactions.write(actor.organization(), () -> {
            Mail.State state = locked(actor, id).state();
            if (state == Mail.State.DROPPED || !state.isStuck() && state != Mail.State.WAITING)
                return new Decided.Overtaken();
            mails.drop(actor.organization(), id, clock.instant());
            return new Decided.Done();
        });
    }

    private Mail locked(Actor actor, UUID id) {
        return mails.locked(actor.organization(), id).orElseThrow(() -> new NotFound(Mails.KIND));
    }

    private static void requireManaging(Actor actor) {
        if (!actor.may(Permission.ORGANIZATION_MANAGE)) throw new Forbidden(Permission.ORGANIZATION_MANAGE.code());
    }
}
