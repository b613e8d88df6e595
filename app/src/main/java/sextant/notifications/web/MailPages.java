package sextant.notifications.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import sextant.journal.RecordRef;
import sextant.notifications.Mail;
import sextant.notifications.MailServer;
import sextant.notifications.MailServers;
import sextant.notifications.Mails;
import sextant.notifications.SetUpMail;
import sextant.notifications.Trouble;
import sextant.notifications.web.MailForms.Wanted;
import sextant.notifications.web.MailViews.MailLine;
import sextant.notifications.web.MailViews.OutboxPage;
import sextant.notifications.web.MailViews.ServerForm;
import sextant.notifications.web.MailViews.ServerPage;
import sextant.notifications.web.MailViews.Standing;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.RecordHistory;
import sextant.people.Requires;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.Stale;
import sextant.platform.database.Transactions;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;
import sextant.platform.web.Asked;
import sextant.platform.web.Checks;
import sextant.platform.web.Errors;
import sextant.platform.web.Notice;
import sextant.platform.web.Option;
import sextant.platform.web.Pages;
import sextant.platform.web.Parsed;

/** The server that takes the organization's mails, and what became of each mail. */
@Controller
class MailPages {
    private static final String PATH = "/settings/mail";
    private static final String OUTBOX = "/settings/mail/outbox";
    private static final int ROWS = 50;
    private static final int USUAL_PORT = 587;

    private final Pages pages;
    private final Transactions transactions;
    private final MailServers servers;
    private final Mails mails;
    private final SetUpMail setUp;
    private final RecordHistory history;

    MailPages(
            Pages pages,
            Transactions transactions,
            MailServers servers,
            Mails mails,
            SetUpMail setUp,
            RecordHistory history) {
        this.pages = pages;
        this.transactions = transactions;
        this.servers = servers;
        this.mails = mails;
        this.setUp = setUp;
        this.history = history;
    }

    @GetMapping(PATH)
    @Requires(Permission.ORGANIZATION_MANAGE)
    View server(Actor actor) {
        return transactions.read(actor.organization(), () -> {
            Optional<MailServer> now = servers.find(actor.organization());
            ServerForm form = now.map(server -> MailForms.form(server.settings(), server.version()))
                    .orElseGet(() -> first(actor));
            return show(actor, now, form, Errors.NONE, HttpStatus.OK);
        });
    }

    /** What may be right; where people reach us is taken from where this page was reached. */
    private static ServerForm first(Actor actor) {
        String address =
                ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
        return new ServerForm(
                "true",
                "",
                String.valueOf(USUAL_PORT),
                MailServer.Protection.STARTTLS.code(),
                "",
                null,
                "",
                actor.reader().texts().text("product"),
                address,
                "",
                "0");
    }

    @PostMapping(PATH)
    @Requires(Permission.ORGANIZATION_MANAGE)
    View change(Actor actor, ServerForm form) {
        Optional<MailServer> now = transactions.read(actor.organization(), () -> servers.find(actor.organization()));
        return switch (MailForms.server(Checks.ofRequest(), form, now)) {
            case Parsed.Invalid<Wanted> invalid -> refused(actor, now, form, new Errors(invalid.problems()));
            case Parsed.Valid<Wanted>(var wanted) -> {
                int version = NotificationApi.version(form.version());
                try {
                    setUp.change(actor, version, wanted.settings(), wanted.password(), wanted.reason());
                } catch (Stale stale) {
                    yield overtaken(actor, form, version);
                }
                yield pages.redirect(PATH, Notice.done("mail-server-saved"));
            }
        };
    }

    private View overtaken(Actor actor, ServerForm form, int read) {
        return transactions.read(actor.organization(), () -> {
            Optional<MailServer> now = servers.find(actor.organization());
            RecordRef record = new RecordRef("mail-server", actor.organization().value());
            return show(
                    actor,
                    now,
                    form.over(now.map(MailServer::version).orElse(0)),
                    Errors.stale("host", history.since(actor, record, read)),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        });
    }

    private View refused(Actor actor, Optional<MailServer> now, ServerForm form, Errors errors) {
        return transactions.read(
                actor.organization(), () -> show(actor, now, form, errors, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    /** Sends a mail to whoever asks; the page waits for the server's answer. */
    @PostMapping("/settings/mail/test")
    @Requires(Permission.ORGANIZATION_MANAGE)
    View test(Actor actor) {
        return switch (setUp.test(actor)) {
            case SetUpMail.Tested.Accepted(var recipient) ->
                pages.redirect(PATH, Notice.done("mail-tested", recipient));
            case SetUpMail.Tested.Failed(var trouble) ->
                pages.redirect(PATH, Notice.refused("mail-test-failed", words(actor, trouble)));
        };
    }

    @PostMapping("/settings/mail/retry")
    @Requires(Permission.ORGANIZATION_MANAGE)
    View retry(Actor actor) {
        setUp.retry(actor);
        return pages.redirect(PATH, Notice.done("mail-retried"));
    }

    private View show(Actor actor, Optional<MailServer> now, ServerForm form, Errors errors, HttpStatus status) {
        Texts texts = actor.reader().texts();
        return pages.show(
                "notifications/mailServer.jte",
                new ServerPage(
                        form,
                        now.isPresent(),
                        now.filter(MailServer::hasPassword).isPresent(),
                        standing(actor, now),
                        Option.each(
                                MailServer.Protection.values(),
                                MailServer.Protection::code,
                                code -> texts.choice("mail.protection", code)),
                        errors),
                status);
    }

    private Standing standing(Actor actor, Optional<MailServer> found) {
        Texts texts = actor.reader().texts();
        Formats formats = actor.reader().formats();
        int open = mails.open(actor.organization());
        String waiting = open == 0 ? "" : texts.text("mail.waiting", open);
        if (found.isEmpty())
            return new Standing(
                    "gap", texts.text("mail.standing.none"), texts.text("mail.standing.none.text"), "", "", false);
        MailServer server = found.get();
        if (!server.settings().used())
            return new Standing(
                    "not-due",
                    texts.text("mail.standing.unused"),
                    texts.text("mail.standing.unused.text"),
                    "",
                    waiting,
                    false);
        return server.failing()
                .map(failing -> new Standing(
                        "gap",
                        texts.text("mail.standing.failing", formats.time(failing.since())),
                        texts.text("mail.standing.failing.text", formats.time(failing.nextAttempt())),
                        words(actor, new Trouble(failing.failure(), failing.reply())),
                        waiting,
                        true))
                .orElseGet(() -> new Standing(
                        "conforms",
                        texts.text("mail.standing.works"),
                        texts.text("mail.standing.works.text", server.settings().host()),
                        "",
                        waiting,
                        false));
    }

    private static String words(Actor actor, Trouble trouble) {
        if (trouble.code().isEmpty()) return "";
        Texts texts = actor.reader().texts();
        String failure = texts.choice("mail.failure", trouble.code());
        return trouble.reply().isEmpty() ? failure : texts.text("mail.failure.said", failure, trouble.reply());
    }

    @GetMapping(OUTBOX)
    @Requires(Permission.ORGANIZATION_MANAGE)
    View outbox(Actor actor, @RequestParam Map<String, String> parameters) {
        Asked asked = Asked.of(OUTBOX, parameters, "state");
        Texts texts = actor.reader().texts();
        return transactions.read(actor.organization(), () -> {
            List<Mail> found = mails.page(
                    actor.organization(),
                    Optional.ofNullable(Mail.State.BY_CODE.get(asked.text("state"))),
                    asked.after(),
                    ROWS + 1);
            List<Mail> shown = found.subList(0, Math.min(ROWS, found.size()));
            return pages.show(
                    "notifications/outbox.jte",
                    new OutboxPage(
                            asked,
                            shown.stream().map(mail -> line(actor, mail)).toList(),
                            Option.each(
                                    Mail.State.values(), Mail.State::code, code -> texts.choice("mail.state", code)),
                            found.size() > ROWS ? asked.next(Mails.key(shown.getLast())) : ""));
        });
    }

    private static MailLine line(Actor actor, Mail mail) {
        Texts texts = actor.reader().texts();
        Formats formats = actor.reader().formats();
        return new MailLine(
                mail.id().toString(),
                mail.recipient(),
                texts.choice("mail.purpose", mail.purpose().code()),
                texts.choice("mail.state", mail.state().code()),
                switch (mail.state()) {
                    case SENT -> "conforms";
                    case REFUSED, UNSURE -> "gap";
                    case WAITING, SENDING, DROPPED -> "not-due";
                },
                words(actor, mail.trouble()),
                formats.time(mail.madeAt()),
                mail.endedAt().map(formats::time).orElse("–"),
                mail.state().isStuck(),
                mail.state() == Mail.State.WAITING
                        || mail.state() == Mail.State.REFUSED
                        || mail.state() == Mail.State.UNSURE);
    }

    @PostMapping("/settings/mail/outbox/{id}/again")
    @Requires(Permission.ORGANIZATION_MANAGE)
    View again(Actor actor, @PathVariable String id) {
        return decided(setUp.again(actor, id(id)), "mail-again");
    }

    @PostMapping("/settings/mail/outbox/{id}/drop")
    @Requires(Permission.ORGANIZATION_MANAGE)
    View drop(Actor actor, @PathVariable String id) {
        return decided(setUp.drop(actor, id(id)), "mail-dropped");
    }

    private View decided(SetUpMail.Decided decided, String done) {
        return switch (decided) {
            case SetUpMail.Decided.Done it -> pages.redirect(OUTBOX, Notice.done(done));
            case SetUpMail.Decided.Overtaken it -> pages.redirect(OUTBOX, Notice.refused("mail-overtaken"));
        };
    }

    private static UUID id(String text) {
        return Ids.parse(text).orElseThrow(() -> new NotFound("mail"));
    }
}
