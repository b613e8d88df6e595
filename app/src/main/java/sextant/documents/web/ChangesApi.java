package sextant.documents.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import sextant.documents.ChangedContent;
import sextant.documents.Changes;
import sextant.documents.ChangesScope;
import sextant.documents.PrintChanges;
import sextant.documents.web.ChangeViews.ChangeResource;
import sextant.documents.web.ChangeViews.FieldResource;
import sextant.documents.web.ChangeViews.RevisionResource;
import sextant.journal.Difference;
import sextant.journal.RecordRef;
import sextant.journal.Revision;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.platform.SortKey;
import sextant.platform.web.Answers;
import sextant.platform.web.Checks;
import sextant.platform.web.KeysetPage;
import sextant.platform.web.Problems;

/** What changed between two moments, for programs. */
@RestController
@RequestMapping("/api/v1/changes")
class ChangesApi {
    private final AskedChanges asking;
    private final Changes changes;
    private final ChangedContent contents;
    private final ChangesScope scopes;
    private final PrintChanges print;

    ChangesApi(AskedChanges asking, Changes changes, ChangedContent contents, ChangesScope scopes, PrintChanges print) {
        this.asking = asking;
        this.scopes = scopes;
        this.print = print;
        this.changes = changes;
        this.contents = contents;
    }

    /**
     * Every record that changed: objectives, then KPIs, then people and units.
     *
     * @param from a date, whose whole day counts as before, or an RFC 3339 time
     * @param to a date or a time; now when it is not given
     * @param kind of the one record that it is about, such as objective or kpi; {@code record} its id
     * @param group objectives, kpis or people
     */
    @Answers(value = ChangeResource.class, list = true)
    @GetMapping
    @Requires(Permission.JOURNAL_READ)
    ResponseEntity<Object> between(
            Actor actor,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String record,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(name = "after", required = false) @Nullable String cursor) {
        Checks checks = Checks.ofRequest();
        Optional<Changes.Asked> asked = asking.read(actor, checks, from, to, unit, kind, record, group);
        return KeysetPage.asked(actor.reader().texts(), checks, limit, cursor, page -> {
            Changes.Asked read = asked.orElseThrow();
            scopes.of(actor, read);
            return changes.between(actor, read, found -> {
                List<Changes.Changed> some = SortKey.page(
                        found.changed(),
                        Changes.Changed::key,
                        false,
                        page.after().flatMap(SortKey::of),
                        page.limit() + 1);
                Map<RecordRef, ChangedContent.Content> told = contents.of(actor, read.from(), found, some);
                return page.answer(
                        some,
                        one -> one.key().toString(),
                        one -> resource(one, Objects.requireNonNull(told.get(one.record()))));
            });
        });
    }

    /** The same on paper, under the newest checkpoint. */
    @Answers(value = byte[].class, media = MediaType.APPLICATION_PDF_VALUE)
    @GetMapping("/pdf")
    @Requires(Permission.JOURNAL_READ)
    ResponseEntity<?> paper(
            Actor actor,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String record,
            @RequestParam(defaultValue = "") String group) {
        Checks checks = Checks.ofRequest();
        Optional<Changes.Asked> asked = asking.read(actor, checks, from, to, unit, kind, record, group);
        return asked.isEmpty()
                ? Problems.invalid(actor.reader().texts(), checks.problems())
                : ChangesPages.paper(print.pdf(actor, asked.get()));
    }

    private static ChangeResource resource(Changes.Changed one, ChangedContent.Content content) {
        return new ChangeResource(
                one.record().kind(),
                one.record().id(),
                one.described().name(),
                content.added(),
                one.before().isEmpty() ? null : one.before(),
                one.after().isEmpty() ? null : one.after(),
                one.measurements(),
                content.parts().stream().flatMap(ChangesApi::fields).toList(),
                content.between().stream().map(ChangesApi::revision).toList());
    }

    private static Stream<FieldResource> fields(ChangedContent.Part part) {
        return Difference.between(part.before(), part.after()).changes().stream()
                .map(change -> new FieldResource(
                        part.kind(), change.field(), change.item(), plain(change.before()), plain(change.after())));
    }

    /** What was erased is told apart from what was empty. */
    private static @Nullable Object plain(@Nullable Object value) {
        return value == Revision.Erased.ERASED ? Map.of("erased", true) : value;
    }

    private static RevisionResource revision(Revision one) {
        return new RevisionResource(
                one.record().kind(),
                one.record().id(),
                one.number(),
                one.at().toString(),
                one.author().orElse(null));
    }
}
