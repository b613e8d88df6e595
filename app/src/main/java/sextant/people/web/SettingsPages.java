package sextant.people.web;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import sextant.journal.RecordRef;
import sextant.people.Actor;
import sextant.people.Organizations;
import sextant.people.Permission;
import sextant.people.RecordHistory;
import sextant.people.Requires;
import sextant.people.web.ProfileViews.SettingsForm;
import sextant.people.web.ProfileViews.SettingsPage;
import sextant.platform.Stale;
import sextant.platform.database.Transactions;
import sextant.platform.web.Checks;
import sextant.platform.web.Errors;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.NavigationEntry;
import sextant.platform.web.Notice;
import sextant.platform.web.Pages;
import sextant.platform.web.Parsed;

/** The organization's own settings. */
@Controller
class SettingsPages {
    private final Pages pages;
    private final Transactions transactions;
    private final Organizations organizations;
    private final RecordHistory history;

    SettingsPages(Pages pages, Transactions transactions, Organizations organizations, RecordHistory history) {
        this.pages = pages;
        this.transactions = transactions;
        this.organizations = organizations;
        this.history = history;
    }

    @org.springframework.context.annotation.Configuration
    static class Navigation {
        @Bean
        NavigationEntry settingsNavigation() {
            return new NavigationEntry(
                    90, "settings", "/settings", "settings", Permission.ORGANIZATION_MANAGE.code(), "s");
        }
    }

    @GetMapping("/settings")
    @Requires(Permission.ORGANIZATION_MANAGE)
    View settings(Actor actor) {
        var now = transactions.read(actor.organization(), () -> organizations.get(actor.organization()));
        SettingsForm form = new SettingsForm(
                now.name(),
                now.timeZone().getId(),
                now.language(),
                String.valueOf(now.ownerApproval()),
                "",
                String.valueOf(now.version()));
        return show(actor, form, Errors.NONE, HttpStatus.OK);
    }

    @PostMapping("/settings")
    @Requires(Permission.ORGANIZATION_MANAGE)
    View change(Actor actor, SettingsForm form) {
        Checks checks = Checks.ofRequest();
        String reason = PeopleForms.reason(checks, form.reason());
        return switch (PeopleForms.organization(checks, form, PeopleForms.version(form.version()))) {
            case Parsed.Invalid<Organizations.Organization> invalid -> refused(actor, form, invalid.problems());
            case Parsed.Valid<Organizations.Organization>(var wanted) -> {
                try {
                    organizations.change(actor, wanted, reason);
                } catch (Stale stale) {
                    yield overtaken(actor, form);
                }
                yield pages.redirect("/settings", Notice.done("settings-saved"));
            }
        };
    }

    private View overtaken(Actor actor, SettingsForm form) {
        RecordRef record =
                new RecordRef(Organizations.KIND, actor.organization().value());
        int read = PeopleForms.version(form.version());
        return transactions.read(
                actor.organization(),
                () -> show(
                        actor,
                        form.over(organizations.get(actor.organization()).version()),
                        Errors.stale("version", history.since(actor, record, read)),
                        HttpStatus.UNPROCESSABLE_CONTENT));
    }

    private View refused(Actor actor, SettingsForm form, List<FieldProblem> problems) {
        return show(actor, form, new Errors(problems), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private View show(Actor actor, SettingsForm form, Errors errors, HttpStatus status) {
        return pages.show(
                "people/settings.jte",
                new SettingsPage(form, PeopleForms.languages(actor.reader().texts()), PeopleForms.timeZones(), errors),
                status);
    }
}
