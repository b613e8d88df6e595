package sextant.documents.web;

import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import sextant.documents.CheckpointMailing;
import sextant.documents.CheckpointMailings;
import sextant.documents.MailCheckpoints;
import sextant.documents.web.MailingForms.Wanted;
import sextant.documents.web.MailingViews.MailingForm;
import sextant.documents.web.MailingViews.MailingPage;
import sextant.journal.RecordRef;
import sextant.measurement.Codes;
import sextant.notifications.MailServers;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.RecordHistory;
import sextant.people.Requires;
import sextant.platform.Stale;
import sextant.platform.database.Transactions;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;
import sextant.platform.web.Checks;
import sextant.platform.web.Errors;
import sextant.platform.web.Notice;
import sextant.platform.web.Option;
import sextant.platform.web.Pages;
import sextant.platform.web.Parsed;

/** To whom checkpoints of the journal go by mail, and how often. */
@Controller
class MailingPages {
    private static final String PATH = "/journal/mailing";

    private final Pages pages;
    private final Transactions transactions;
    private final CheckpointMailings mailings;
    private final MailCheckpoints mail;
    private final MailServers servers;
    private final RecordHistory history;

    MailingPages(
            Pages pages,
            Transactions transactions,
            CheckpointMailings mailings,
            MailCheckpoints mail,
            MailServers servers,
            RecordHistory history) {
        this.pages = pages;
        this.transactions = transactions;
        this.mailings = mailings;
        this.mail = mail;
        this.servers = servers;
        this.history = history;
    }

    @GetMapping(PATH)
    @Requires(Permission.EVIDENCE_BUILD)
    View mailing(Actor actor) {
        return transactions.read(actor.organization(), () -> {
            CheckpointMailing now = mailings.of(actor.organization());
            MailingForm form = new MailingForm(
                    String.join("\n", now.recipients()),
                    now.every().map(Codes::of).orElse(""),
                    "",
                    String.valueOf(now.version()));
            return show(actor, now, form, Errors.NONE, HttpStatus.OK);
        });
    }

    @PostMapping(PATH)
    @Requires(Permission.EVIDENCE_BUILD)
    View choose(Actor actor, MailingForm form) {
        return switch (MailingForms.mailing(Checks.ofRequest(), form)) {
            case Parsed.Invalid<Wanted> invalid -> refused(actor, form, new Errors(invalid.problems()));
            case Parsed.Valid<Wanted>(var wanted) -> {
                String version = form.version() == null ? "" : form.version();
                int read = version.matches("\\d{1,9}") ? Integer.parseInt(version) : 0;
                try {
                    mail.choose(actor, read, wanted.recipients(), wanted.every(), wanted.reason());
                } catch (Stale stale) {
                    yield overtaken(actor, form, read);
                }
                yield pages.redirect(PATH, Notice.done("checkpoint-mailing-saved"));
            }
        };
    }

    /** The newest checkpoint goes out now, beside the rhythm. */
    @PostMapping("/journal/mailing/now")
    @Requires(Permission.EVIDENCE_BUILD)
    View sendNow(Actor actor) {
        return switch (mail.sendNow(actor)) {
            case MailCheckpoints.Result.Written(var recipients) ->
                pages.redirect(
                        PATH,
                        Notice.done(
                                "checkpoint-mailed", actor.reader().formats().number(recipients)));
            case MailCheckpoints.Result.NobodyChosen nobody ->
                pages.redirect(PATH, Notice.refused("checkpoint-to-nobody"));
            case MailCheckpoints.Result.NoMail none -> pages.redirect(PATH, Notice.refused("checkpoint-no-mail"));
        };
    }

    private View overtaken(Actor actor, MailingForm form, int read) {
        return transactions.read(actor.organization(), () -> {
            CheckpointMailing now = mailings.of(actor.organization());
            RecordRef record =
                    new RecordRef("checkpoint-mailing", actor.organization().value());
            return show(
                    actor,
                    now,
                    form.over(now.version()),
                    Errors.stale("recipients", history.since(actor, record, read)),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        });
    }

    private View refused(Actor actor, MailingForm form, Errors errors) {
        return transactions.read(
                actor.organization(),
                () -> show(actor, mailings.of(actor.organization()), form, errors, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    private View show(Actor actor, CheckpointMailing now, MailingForm form, Errors errors, HttpStatus status) {
        Texts texts = actor.reader().texts();
        Formats formats = actor.reader().formats();
        Optional<String> sent = now.sent()
                .map(last ->
                        texts.text("checkpoint-mailing.sent", formats.time(last.at()), formats.number(last.size())));
        boolean mails = servers.find(actor.organization())
                .filter(server -> server.settings().used())
                .isPresent();
        return pages.show(
                "documents/mailing.jte",
                new MailingPage(
                        form,
                        MailingForms.rhythms().keySet().stream()
                                .map(code -> new Option(code, texts.choice("frequency", code)))
                                .toList(),
                        sent.orElse(""),
                        now.next()
                                .map(day -> texts.text("checkpoint-mailing.next", formats.date(day)))
                                .orElse(""),
                        !now.recipients().isEmpty(),
                        mails,
                        errors),
                status);
    }
}
