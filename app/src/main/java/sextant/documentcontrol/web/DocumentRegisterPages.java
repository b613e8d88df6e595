package sextant.documentcontrol.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import sextant.documentcontrol.Document;
import sextant.documentcontrol.DocumentKind;
import sextant.documentcontrol.Edition;
import sextant.documentcontrol.ReadDocuments;
import sextant.documentcontrol.ReadDocuments.Readable;
import sextant.documentcontrol.web.DocumentViews.DocumentLine;
import sextant.documentcontrol.web.DocumentViews.DocumentsPage;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.Permission;
import sextant.people.PersonId;
import sextant.people.PersonName;
import sextant.people.Persons;
import sextant.people.RegisterFiles;
import sextant.people.Requires;
import sextant.people.Unit;
import sextant.people.UnitId;
import sextant.people.Units;
import sextant.platform.database.Transactions;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;
import sextant.platform.tables.TableColumn;
import sextant.platform.web.Asked;
import sextant.platform.web.Exports;
import sextant.platform.web.NavigationEntry;
import sextant.platform.web.Option;
import sextant.platform.web.Pages;

/** The register of documents: searched, filtered, sorted, exported. */
@Controller
class DocumentRegisterPages {
    private static final String WAITING = "waiting";
    private static final String COUNTING = "counting";
    private static final String WITHDRAWN = "withdrawn";

    private final Pages pages;
    private final Transactions transactions;
    private final AsOf asOf;
    private final ReadDocuments documents;
    private final Units units;
    private final Persons persons;
    private final RegisterFiles files;

    DocumentRegisterPages(
            Pages pages,
            Transactions transactions,
            AsOf asOf,
            ReadDocuments documents,
            Units units,
            Persons persons,
            RegisterFiles files) {
        this.pages = pages;
        this.transactions = transactions;
        this.asOf = asOf;
        this.documents = documents;
        this.units = units;
        this.persons = persons;
        this.files = files;
    }

    @Configuration
    static class Navigation {
        @Bean
        NavigationEntry documentNavigation() {
            return new NavigationEntry(43, "documents", "/documents", "file", Permission.OBJECTIVES_READ.code(), "d");
        }
    }

    /** A document with what its ids are called. */
    private record Row(Readable in, String unit, String owner) {
        Document.Definition definition() {
            return in.document().definition();
        }

        Optional<Edition> newest() {
            return in.editions().stream().findFirst();
        }

        boolean waits() {
            return newest().filter(it -> it.state() == Edition.State.PREPARED).isPresent();
        }

        Optional<LocalDate> next() {
            return definition()
                    .schedule()
                    .filter(schedule -> in.openToReader() && !in.document().withdrawn())
                    .map(Document.Schedule::next);
        }
    }

    @GetMapping("/documents")
    @Requires(Permission.OBJECTIVES_READ)
    View list(Actor actor, @RequestParam Map<String, String> parameters) {
        Asked asked = asked("/documents", parameters);
        Texts texts = actor.reader().texts();
        Optional<Instant> moment = asOf.moment(actor, asked.asOf());
        return transactions.read(
                actor.organization(),
                moment,
                () -> pages.show(
                        "documentcontrol/documents.jte",
                        new DocumentsPage(
                                rows(actor, asked).stream()
                                        .map(row -> line(actor, asked, row))
                                        .toList(),
                                asked,
                                kinds(texts),
                                states(texts),
                                List.of(
                                        asked.column(texts.text("list.reference"), "reference", "reference"),
                                        asked.column(texts.text("document.one"), "title", "reference")),
                                Exports.of(asked, "/documents"),
                                asOf.past(actor, moment),
                                moment.isEmpty() && actor.may(Permission.DOCUMENTS_WRITE))));
    }

    @GetMapping("/documents.{form}")
    @Requires(Permission.OBJECTIVES_READ)
    void export(
            Actor actor,
            @PathVariable String form,
            @RequestParam Map<String, String> parameters,
            HttpServletResponse response)
            throws IOException {
        Asked asked = asked("/documents", parameters);
        files.send(actor, form, asked, response, sheet(actor), moment -> rows(actor, asked));
    }

    private RegisterFiles.Sheet<Row> sheet(Actor actor) {
        Texts texts = actor.reader().texts();
        return new RegisterFiles.Sheet<>(
                "documents",
                texts.text("document.plural"),
                List.of(
                        new RegisterFiles.Filter("q", texts.text("document.search"), List.of()),
                        new RegisterFiles.Filter("kind", texts.text("document.kind.title"), kinds(texts)),
                        new RegisterFiles.Filter("state", texts.text("register.state"), states(texts))),
                List.of(
                        TableColumn.text(
                                texts.text("list.reference"),
                                row -> row.definition().reference()),
                        TableColumn.text(
                                texts.text("document.one"),
                                row -> row.definition().title()),
                        TableColumn.text(
                                texts.text("document.kind.title"),
                                row -> texts.choice(
                                        "document.kind", row.definition().kind().code())),
                        TableColumn.text(texts.text("unit.one"), Row::unit),
                        TableColumn.text(texts.text("objective.owner"), Row::owner),
                        TableColumn.text(
                                texts.text("document.classification.title"),
                                row -> texts.choice(
                                        "document.classification",
                                        row.definition().classification().code())),
                        TableColumn.text(
                                texts.text("document.counting"),
                                row -> row.in()
                                        .counting()
                                        .map(it -> String.valueOf(it.number()))
                                        .orElse("")),
                        TableColumn.date(
                                texts.text("edition.approved"),
                                row -> row.in()
                                        .counting()
                                        .flatMap(Edition::decision)
                                        .map(it -> LocalDate.ofInstant(it.at(), actor.organizationZone()))),
                        TableColumn.date(texts.text("document.next"), Row::next)));
    }

    private List<Row> rows(Actor actor, Asked asked) {
        Map<UnitId, String> unitNames =
                units.tree(actor.organization()).stream().collect(Collectors.toMap(Unit::id, Unit::name));
        Map<PersonId, String> names = persons.names(actor.organization()).stream()
                .collect(Collectors.toMap(PersonName::id, PersonName::name));
        String search = asked.text("q").strip().toLowerCase(Locale.ROOT);
        Comparator<Row> order = Comparator.comparing(row -> asked.sort().equals("title")
                ? row.definition().title().toLowerCase(Locale.ROOT)
                : row.definition().reference());
        return documents.all(actor).stream()
                .map(one -> new Row(
                        one,
                        unitNames.getOrDefault(one.document().definition().unit(), ""),
                        names.getOrDefault(one.document().definition().owner(), "")))
                .filter(row -> search.isEmpty()
                        || Stream.of(row.definition().title(), row.definition().reference())
                                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(search)))
                .filter(row -> asked.text("kind").isEmpty()
                        || row.definition().kind().code().equals(asked.text("kind")))
                .filter(row -> isIn(row, asked.text("state")))
                .sorted(asked.descending() ? order.reversed() : order)
                .toList();
    }

    private static boolean isIn(Row row, String state) {
        return switch (state) {
            case WAITING -> row.waits() && !row.in().document().withdrawn();
            case COUNTING ->
                row.in().counting().isPresent() && !row.in().document().withdrawn();
            case WITHDRAWN -> row.in().document().withdrawn();
            default -> true;
        };
    }

    private static DocumentLine line(Actor actor, Asked asked, Row row) {
        Texts texts = actor.reader().texts();
        Formats formats = actor.reader().formats();
        Optional<Edition> counting = row.in().counting();
        boolean withdrawn = row.in().document().withdrawn();
        return new DocumentLine(
                asked.record("/documents/" + row.in().document().id()),
                row.definition().reference(),
                row.definition().title(),
                texts.choice("document.kind", row.definition().kind().code()),
                row.unit(),
                withdrawn
                        ? texts.text("document.withdrawn.short")
                        : counting.map(it -> texts.text("edition.numbered", it.number()))
                                .orElse(texts.text("document.none-counts")),
                counting.flatMap(Edition::decision)
                        .map(it -> texts.text("document.approved-on", formats.day(it.at())))
                        .orElse(""),
                row.waits() && !withdrawn
                        ? texts.text(
                                "document.edition-waits",
                                row.newest().orElseThrow().number())
                        : "",
                withdrawn ? "not-due" : counting.isPresent() ? "conforms" : "gap",
                row.owner(),
                row.next().map(formats::date).orElse("–"),
                row.in().openToReader() && !row.in().document().failure().isEmpty()
                        ? texts.text("document.failed.short")
                        : "");
    }

    private static List<Option> kinds(Texts texts) {
        return Option.each(DocumentKind.values(), DocumentKind::code, code -> texts.choice("document.kind", code));
    }

    private static List<Option> states(Texts texts) {
        return List.of(
                new Option(COUNTING, texts.text("document.state.counting")),
                new Option(WAITING, texts.text("document.state.waiting")),
                new Option(WITHDRAWN, texts.text("document.state.withdrawn")));
    }

    private static Asked asked(String path, Map<String, String> parameters) {
        return Asked.of(path, parameters, "q", "kind", "state");
    }
}
