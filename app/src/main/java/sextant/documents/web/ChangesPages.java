package sextant.documents.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import sextant.documents.Changes;
import sextant.documents.ChangesScope;
import sextant.documents.ChangesScope.Scope;
import sextant.documents.ChangesWording;
import sextant.documents.PrintChanges;
import sextant.documents.web.ChangeViews.ChangesPage;
import sextant.documents.web.ChangeViews.GroupChip;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.Choices;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.platform.SortKey;
import sextant.platform.language.Texts;
import sextant.platform.web.Asked;
import sextant.platform.web.Checks;
import sextant.platform.web.Errors;
import sextant.platform.web.Pages;

/** What changed between two dates: of the register, of a unit, of a record; as page and on paper. */
@Controller
class ChangesPages {
    private static final String PATH = "/changes";
    private static final int ROWS = 25;

    private final Pages pages;
    private final AskedChanges asking;
    private final Changes changes;
    private final ChangesWording wording;
    private final PrintChanges print;
    private final ChangesScope scopes;
    private final Choices choices;

    ChangesPages(
            Pages pages,
            AskedChanges asking,
            Changes changes,
            ChangesWording wording,
            PrintChanges print,
            ChangesScope scopes,
            Choices choices) {
        this.pages = pages;
        this.asking = asking;
        this.changes = changes;
        this.wording = wording;
        this.print = print;
        this.scopes = scopes;
        this.choices = choices;
    }

    @GetMapping(PATH)
    @Requires(Permission.JOURNAL_READ)
    View show(Actor actor, @RequestParam Map<String, String> parameters) {
        Asked asked = asked(parameters);
        String from = parameters.getOrDefault("from", asking.usualFrom(actor).toString());
        String to = parameters.getOrDefault("to", asking.today(actor).toString());
        Checks checks = Checks.ofRequest();
        Optional<Changes.Asked> read = read(actor, checks, asked, from, to);
        if (read.isEmpty())
            return pages.show(
                    "documents/changes.jte",
                    new ChangesPage(
                            asked,
                            from,
                            to,
                            choices.units(actor),
                            new Errors(checks.problems()),
                            null,
                            List.of(),
                            "",
                            "",
                            ""),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        Scope scope = scopes.of(actor, read.get());
        return changes.between(
                actor,
                read.get(),
                found -> pages.show("documents/changes.jte", page(actor, asked, read.get(), from, to, scope, found)));
    }

    private ChangesPage page(
            Actor actor, Asked asked, Changes.Asked read, String from, String to, Scope scope, Changes.Found found) {
        List<Changes.Changed> some =
                SortKey.page(found.changed(), Changes.Changed::key, false, asked.after(), ROWS + 1);
        List<Changes.Changed> shown = some.subList(0, Math.min(ROWS, some.size()));
        return new ChangesPage(
                asked,
                day(actor, from),
                day(actor, to),
                choices.units(actor),
                Errors.NONE,
                wording.report(actor, read, found, shown, scope.name()),
                chips(actor, asked, found),
                scope.href(),
                some.size() > ROWS ? asked.next(shown.getLast().key()) : "",
                asked.at("/changes.pdf"));
    }

    /** The day of a moment, for its field. */
    private static String day(Actor actor, String given) {
        return AsOf.asked(actor, "from", given)
                .map(moment ->
                        moment.atZone(actor.organizationZone()).toLocalDate().toString())
                .orElse("");
    }

    @GetMapping("/changes.pdf")
    @Requires(Permission.JOURNAL_READ)
    ResponseEntity<byte[]> paper(Actor actor, @RequestParam Map<String, String> parameters) {
        Asked asked = asked(parameters);
        Checks checks = Checks.ofRequest();
        String from = parameters.getOrDefault("from", asking.usualFrom(actor).toString());
        Optional<Changes.Asked> read = read(actor, checks, asked, from, parameters.getOrDefault("to", ""));
        // The page says what is wrong, at its field.
        if (read.isEmpty())
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(URI.create(asked.at(PATH)))
                    .build();
        return paper(print.pdf(actor, read.get()));
    }

    static ResponseEntity<byte[]> paper(byte[] pdf) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"changes.pdf\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(pdf);
    }

    private static Asked asked(Map<String, String> parameters) {
        return Asked.of(PATH, parameters, "from", "to", "unit", "kind", "record", "group");
    }

    private Optional<Changes.Asked> read(Actor actor, Checks checks, Asked asked, String from, String to) {
        return asking.read(
                actor,
                checks,
                from,
                to,
                asked.text("unit"),
                asked.text("kind"),
                asked.text("record"),
                asked.text("group"));
    }

    private static List<GroupChip> chips(Actor actor, Asked asked, Changes.Found found) {
        Texts texts = actor.reader().texts();
        List<GroupChip> chips = new ArrayList<>();
        int all = found.groups().values().stream().mapToInt(Integer::intValue).sum();
        chips.add(new GroupChip(
                asked.with("group", ""),
                texts.text("register.all"),
                all,
                asked.text("group").isEmpty()));
        for (Changes.Group group : Changes.Group.values())
            if (found.groups().containsKey(group))
                chips.add(new GroupChip(
                        asked.with("group", group.code()),
                        texts.choice("changes.group", group.code()),
                        found.groups().get(group),
                        asked.text("group").equals(group.code())));
        return chips;
    }
}
