package sextant.documentcontrol.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import sextant.documentcontrol.Document;
import sextant.documentcontrol.DocumentId;
import sextant.documentcontrol.Edition;
import sextant.documentcontrol.PrepareEdition;
import sextant.documentcontrol.ReadDocuments;
import sextant.documentcontrol.ReadDocuments.Readable;
import sextant.documentcontrol.web.DocumentViews.DocumentPage;
import sextant.documentcontrol.web.DocumentViews.EditionLine;
import sextant.documentcontrol.web.DocumentViews.Fact;
import sextant.journal.RecordRef;
import sextant.measurement.Codes;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.HistoryViews.HistoryPage;
import sextant.people.HistoryViews.Revision;
import sextant.people.Permission;
import sextant.people.PersonId;
import sextant.people.PersonName;
import sextant.people.Persons;
import sextant.people.RecordHistory;
import sextant.people.Requires;
import sextant.people.Team;
import sextant.people.Teams;
import sextant.people.Unit;
import sextant.people.Units;
import sextant.platform.NotFound;
import sextant.platform.Stale;
import sextant.platform.database.Transactions;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;
import sextant.platform.web.Checks;
import sextant.platform.web.Errors;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Notice;
import sextant.platform.web.Pages;

/** One document: what it is, its editions, and the next one. */
@Controller
class DocumentPages {
    private final Pages pages;
    private final Transactions transactions;
    private final AsOf asOf;
    private final ReadDocuments documents;
    private final PrepareEdition prepare;
    private final Units units;
    private final Persons persons;
    private final Teams teams;
    private final RecordHistory history;

    DocumentPages(
            Pages pages,
            Transactions transactions,
            AsOf asOf,
            ReadDocuments documents,
            PrepareEdition prepare,
            Units units,
            Persons persons,
            Teams teams,
            RecordHistory history) {
        this.pages = pages;
        this.transactions = transactions;
        this.asOf = asOf;
        this.documents = documents;
        this.prepare = prepare;
        this.units = units;
        this.persons = persons;
        this.teams = teams;
        this.history = history;
    }

    @GetMapping("/documents/{id}")
    @Requires(Permission.OBJECTIVES_READ)
    View show(Actor actor, @PathVariable DocumentId id, @RequestParam(name = "asOf", defaultValue = "") String given) {
        Optional<Instant> past = asOf.moment(actor, given);
        return transactions.read(
                actor.organization(),
                past,
                () -> page(actor, documents.get(actor, id), past, "", "", Errors.NONE, HttpStatus.OK));
    }

    @PostMapping("/documents/{id}/editions")
    @Requires(Permission.DOCUMENTS_WRITE)
    View prepare(
            Actor actor,
            @PathVariable DocumentId id,
            @RequestParam(defaultValue = "") String asOf,
            @RequestParam(defaultValue = "") String summary) {
        Checks checks = Checks.typedBy(actor.reader().formats());
        Optional<Instant> moment = AsOf.typed(actor, checks, "asOf", asOf);
        String told = checks.required("summary", summary, 2000);
        if (!checks.problems().isEmpty()) return refused(actor, id, asOf, summary, checks.problems());
        try {
            return switch (prepare.prepare(actor, id, moment, told)) {
                case PrepareEdition.Result.Prepared(var number) ->
                    pages.redirect(
                            "/documents/" + id + "/editions/" + number,
                            Notice.done("edition-prepared", String.valueOf(number)));
                case PrepareEdition.Result.Withdrawn withdrawn ->
                    pages.redirect("/documents/" + id, Notice.refused("document-withdrawn"));
                case PrepareEdition.Result.NotDue other -> throw new IllegalStateException("asked for by hand");
                case PrepareEdition.Result.TooManyObjectives(var most) ->
                    refused(actor, id, asOf, summary, List.of(FieldProblem.of("summary", "too-many-objectives", most)));
            };
        } catch (Stale changed) {
            return refused(actor, id, asOf, summary, List.of(FieldProblem.of("summary", "document-changed")));
        }
    }

    private View refused(Actor actor, DocumentId id, String asOf, String summary, List<FieldProblem> problems) {
        return transactions.read(
                actor.organization(),
                () -> page(
                        actor,
                        documents.get(actor, id),
                        Optional.empty(),
                        asOf,
                        summary,
                        new Errors(problems),
                        HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @GetMapping("/documents/{id}/history")
    @Requires(Permission.JOURNAL_READ)
    View history(
            Actor actor, @PathVariable DocumentId id, @RequestParam(name = "asOf", defaultValue = "") String given) {
        Optional<Instant> past = asOf.moment(actor, given);
        return transactions.read(actor.organization(), past, () -> {
            Readable in = documents.get(actor, id);
            Document document = in.document();
            if (!actor.may(Permission.JOURNAL_READ, document.definition().unit()) || !in.openToReader())
                throw new NotFound("document");
            List<RecordRef> records = new ArrayList<>();
            records.add(document.record());
            in.editions().forEach(edition -> records.add(edition.record()));
            return pages.show(
                    "people/history.jte",
                    new HistoryPage(
                            name(document),
                            "/documents/" + id,
                            "/documents/" + id + "/history",
                            document.record(),
                            asOf.past(actor, past),
                            history.of(actor, records).stream()
                                    .map(entry -> new Revision(entry, "/documents/" + id + "?asOf=" + entry.isoAt()))
                                    .toList()));
        });
    }

    private static String name(Document document) {
        return document.definition().reference() + " " + document.definition().title();
    }

    private View page(
            Actor actor,
            Readable in,
            Optional<Instant> past,
            String asOfTyped,
            String summary,
            Errors errors,
            HttpStatus status) {
        Texts texts = actor.reader().texts();
        Document document = in.document();
        Document.Definition it = document.definition();
        Map<PersonId, String> names = persons.names(actor.organization()).stream()
                .collect(Collectors.toMap(PersonName::id, PersonName::name));
        boolean writes = past.isEmpty() && actor.may(Permission.DOCUMENTS_WRITE, it.unit());
        return pages.show(
                "documentcontrol/document.jte",
                new DocumentPage(
                        document.id().toString(),
                        it.reference(),
                        it.title(),
                        texts.choice("document.kind", it.kind().code()),
                        document.withdrawn() ? texts.text("document.withdrawn") : "",
                        in.openToReader() && !document.failure().isEmpty()
                                ? texts.choice("document.failure", document.failure())
                                : "",
                        facts(actor, it, names),
                        in.editions().stream()
                                .map(edition -> line(actor, document, edition, names))
                                .toList(),
                        in.openToReader() ? outline(texts, it) : List.of(),
                        actor.may(Permission.JOURNAL_READ, it.unit()) && in.openToReader()
                                ? "/documents/" + document.id() + "/history"
                                : "",
                        writes,
                        writes && !document.withdrawn(),
                        asOfTyped,
                        summary,
                        errors,
                        asOf.past(actor, past)),
                status);
    }

    private List<Fact> facts(Actor actor, Document.Definition it, Map<PersonId, String> names) {
        Texts texts = actor.reader().texts();
        Formats formats = actor.reader().formats();
        String unit = units.tree(actor.organization()).stream()
                .filter(one -> one.id().equals(it.unit()))
                .map(Unit::name)
                .findFirst()
                .orElse("");
        return List.of(
                new Fact(texts.text("edition.about-unit"), unit),
                new Fact(texts.text("objective.owner"), names.getOrDefault(it.owner(), "")),
                new Fact(
                        texts.text("edition.classification"),
                        texts.choice(
                                "document.classification", it.classification().code())),
                new Fact(
                        texts.text("document.language"),
                        it.language()
                                .getDisplayLanguage(Locale.of(texts.locale().getLanguage()))),
                new Fact(texts.text("edition.distribution"), distribution(actor, it, names)),
                new Fact(
                        texts.text("edition.keeping"),
                        it.keptYears()
                                .map(years -> texts.text("edition.kept", years))
                                .orElse(texts.text("edition.kept.always"))),
                new Fact(
                        texts.text("document.next"),
                        it.schedule()
                                .map(one -> texts.text(
                                        "document.scheduled",
                                        formats.date(one.next()),
                                        texts.choice("frequency", Codes.of(one.every()))))
                                .orElse(texts.text("document.by-hand"))));
    }

    private String distribution(Actor actor, Document.Definition it, Map<PersonId, String> names) {
        Texts texts = actor.reader().texts();
        List<String> to = new ArrayList<>();
        if (it.distribution().everybody()) to.add(texts.text("edition.everybody"));
        teams.all(actor.organization()).stream()
                .filter(team -> it.distribution().teams().contains(team.id()))
                .map(Team::name)
                .forEach(to::add);
        it.distribution().persons().stream()
                .map(person -> names.getOrDefault(person, ""))
                .sorted()
                .forEach(to::add);
        it.distribution()
                .others()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(to::add);
        return to.isEmpty() ? texts.text("document.nobody") : String.join(", ", to);
    }

    private static List<Fact> outline(Texts texts, Document.Definition it) {
        return it.sections().stream()
                .map(section -> new Fact(
                        section.heading(),
                        section.part()
                                .map(part -> texts.choice("document.part", part.code()))
                                .orElse("")))
                .toList();
    }

    private static EditionLine line(Actor actor, Document document, Edition edition, Map<PersonId, String> names) {
        Texts texts = actor.reader().texts();
        Formats formats = actor.reader().formats();
        String path = "/documents/" + document.id() + "/editions/" + edition.number();
        return new EditionLine(
                path,
                texts.text("edition.numbered", edition.number()),
                EditionPages.verdict(edition.state()),
                texts.choice("edition.state", edition.state().code()),
                formats.day(edition.preparedAt()),
                edition.scheduled()
                        ? texts.text("document.by-schedule")
                        : Objects.requireNonNullElse(names.get(edition.preparedBy()), ""),
                edition.decision()
                        .map(decided -> texts.text(
                                decided.approved() ? "edition.approved.on" : "edition.returned.on",
                                Objects.requireNonNullElse(names.get(decided.by()), ""),
                                formats.day(decided.at())))
                        .orElse(""),
                edition.summary(),
                edition.kept() ? path + "/file.pdf" : "",
                edition.kept() ? path + "/file.docx" : "",
                edition.keptUntil(document.definition(), actor.organizationZone())
                        .map(day -> texts.text(
                                edition.kept() ? "edition.kept-until" : "edition.was-kept-until", formats.date(day)))
                        .orElse(""));
    }
}
