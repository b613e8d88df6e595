package sextant.notifications.web;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import sextant.notifications.Choices;
import sextant.notifications.ChoicesOfPersons;
import sextant.notifications.MailServers;
import sextant.notifications.Matter;
import sextant.notifications.Notification;
import sextant.notifications.Notifications;
import sextant.notifications.ReadInbox;
import sextant.notifications.Way;
import sextant.notifications.web.InboxViews.ChoicesForm;
import sextant.notifications.web.InboxViews.ChoicesPage;
import sextant.notifications.web.InboxViews.InboxPage;
import sextant.notifications.web.InboxViews.MatterLine;
import sextant.notifications.web.InboxViews.NewsLine;
import sextant.people.Actor;
import sextant.people.OpenTo;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.Stale;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import sextant.platform.web.Asked;
import sextant.platform.web.Checks;
import sextant.platform.web.Errors;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.NavigationEntry;
import sextant.platform.web.Notice;
import sextant.platform.web.Option;
import sextant.platform.web.Pages;
import sextant.platform.web.Parsed;

/** What one was told, and how one wants to be told. */
@Controller
class InboxPages {
    private static final String PATH = "/inbox";
    private static final String OWN = "everybody reads what they were told, and decides how";
    private static final int ROWS = 30;
    private static final int HOURS = 24;

    private final Pages pages;
    private final Transactions transactions;
    private final Notifications notifications;
    private final ReadInbox inbox;
    private final ChoicesOfPersons choices;
    private final MailServers servers;

    InboxPages(
            Pages pages,
            Transactions transactions,
            Notifications notifications,
            ReadInbox inbox,
            ChoicesOfPersons choices,
            MailServers servers) {
        this.pages = pages;
        this.transactions = transactions;
        this.notifications = notifications;
        this.inbox = inbox;
        this.choices = choices;
        this.servers = servers;
    }

    @Configuration
    static class Navigation {
        @Bean
        NavigationEntry inboxNavigation() {
            return NavigationEntry.forEverybody(12, "inbox", PATH, "bell", "i").withUnread();
        }
    }

    @GetMapping(PATH)
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = OWN)
    View list(Actor actor, @RequestParam Map<String, String> parameters) {
        Asked asked = Asked.of(PATH, parameters, "show");
        boolean unread = !asked.text("show").equals("all");
        return transactions.read(actor.organization(), () -> {
            List<Notification> found =
                    notifications.page(actor.organization(), actor.person(), unread, asked.after(), ROWS + 1);
            List<Notification> shown = found.subList(0, Math.min(ROWS, found.size()));
            return pages.show(
                    "notifications/inbox.jte",
                    new InboxPage(
                            asked,
                            unread,
                            shown.stream().map(one -> line(actor, one)).toList(),
                            shown.isEmpty() ? "" : shown.getFirst().at().toString(),
                            found.size() > ROWS ? asked.next(Notifications.key(shown.getLast())) : ""));
        });
    }

    private static NewsLine line(Actor actor, Notification one) {
        return new NewsLine(
                one.id().toString(),
                PATH + "/" + one.id(),
                one.told(actor.reader()),
                one.note(),
                actor.reader().texts().choice("matter", one.matter().code()),
                actor.reader().formats().time(one.at()),
                one.readAt().isEmpty());
    }

    /** The link in a page and in a mail alike: whoever follows it has read it. */
    @GetMapping("/inbox/{id}")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = OWN)
    View follow(Actor actor, @PathVariable String id) {
        return pages.redirect(inbox.mark(actor, id(id), true).path());
    }

    @PostMapping("/inbox/{id}")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = OWN)
    View mark(Actor actor, @PathVariable String id, @RequestParam(defaultValue = "true") boolean read) {
        inbox.mark(actor, id(id), read);
        return pages.redirect(read ? PATH : PATH + "?show=all");
    }

    /** @param until the newest that was on the page */
    @PostMapping("/inbox/read")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = OWN)
    View markAll(Actor actor, @RequestParam(defaultValue = "") String until) {
        Checks checks = Checks.ofRequest();
        Instant seen = NotificationApi.instant(checks, until);
        if (checks.problems().isEmpty()) inbox.markAll(actor, seen);
        return pages.redirect(PATH);
    }

    @GetMapping("/inbox/choices")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = OWN)
    View choices(Actor actor) {
        Choices now = transactions.read(actor.organization(), () -> choices.of(actor.organization(), actor.person()));
        return show(actor, ChoicesForms.form(now), Errors.NONE, HttpStatus.OK);
    }

    @PostMapping("/inbox/choices")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = OWN)
    View choose(Actor actor, ChoicesForm form) {
        int version = NotificationApi.version(form.version());
        return switch (ChoicesForms.choices(Checks.ofRequest(), form, version)) {
            case Parsed.Invalid<Choices> invalid ->
                show(actor, form, new Errors(invalid.problems()), HttpStatus.UNPROCESSABLE_CONTENT);
            case Parsed.Valid<Choices>(var wanted) -> {
                try {
                    choices.change(actor, wanted);
                } catch (Stale stale) {
                    yield overtaken(actor, form);
                }
                yield pages.redirect("/inbox/choices", Notice.done("choices-saved"));
            }
        };
    }

    /** The same person saved them elsewhere: what is typed here stands, over that version. */
    private View overtaken(Actor actor, ChoicesForm form) {
        Choices now = transactions.read(actor.organization(), () -> choices.of(actor.organization(), actor.person()));
        ChoicesForm over = new ChoicesForm(
                form.decision(),
                form.outcome(),
                form.task(),
                form.status(),
                form.document(),
                form.job(),
                form.digestHour(),
                String.valueOf(now.version()));
        return show(
                actor,
                over,
                new Errors(List.of(FieldProblem.of("digestHour", "stale"))),
                HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private View show(Actor actor, ChoicesForm form, Errors errors, HttpStatus status) {
        Texts texts = actor.reader().texts();
        boolean mails = transactions.read(
                actor.organization(),
                () -> servers.find(actor.organization())
                        .filter(server -> server.settings().used())
                        .isPresent());
        return pages.show(
                "notifications/choices.jte",
                new ChoicesPage(
                        Arrays.stream(Matter.values())
                                .map(matter -> new MatterLine(
                                        matter.code(),
                                        texts.choice("matter", matter.code()),
                                        texts.choice("matter.hint", matter.code()),
                                        Objects.toString(ChoicesForms.given(form, matter), "")))
                                .toList(),
                        Option.each(Way.values(), Way::code, code -> texts.choice("way", code)),
                        IntStream.range(0, HOURS)
                                .mapToObj(hour -> new Option(String.valueOf(hour), "%02d:00".formatted(hour)))
                                .toList(),
                        Objects.toString(form.digestHour(), ""),
                        actor.reader().formats().zone().getId(),
                        Objects.toString(form.version(), "0"),
                        mails,
                        errors),
                status);
    }

    private static UUID id(String text) {
        return Ids.parse(text).orElseThrow(() -> new NotFound("notification"));
    }
}
