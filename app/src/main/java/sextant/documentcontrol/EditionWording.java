package sextant.documentcontrol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sextant.documentcontrol.Block.Cell;
import sextant.documentcontrol.Block.Column;
import sextant.documentcontrol.Block.Fact;
import sextant.documentcontrol.EditionContent.Chapter;
import sextant.people.PersonId;
import sextant.platform.language.Formats;
import sextant.platform.language.Reader;
import sextant.platform.language.Texts;

/** Words the frame of an edition: identification, approval block, distribution list, revision history, references. */
final class EditionWording {
    private final Texts texts;
    private final Formats formats;
    private final Map<PersonId, String> names;
    private final Document document;

    /** @param reader in the document's language, with the organization's time zone */
    EditionWording(Reader reader, Map<PersonId, String> names, Document document) {
        this.texts = reader.texts();
        this.formats = reader.formats();
        this.names = names;
        this.document = document;
    }

    /** @param history the editions up to this one, newest first */
    EditionPaper paper(Edition edition, EditionContent content, List<Edition> history) {
        List<EditionPaper.Chapter> chapters = new ArrayList<>();
        for (Chapter one : content.chapters()) chapters.add(numbered(chapters, one));
        chapters.add(numbered(chapters, new Chapter(texts.text("edition.history"), List.of(history(history)))));
        chapters.add(numbered(chapters, new Chapter(texts.text("edition.references"), List.of(references(content)))));
        return new EditionPaper(
                texts,
                content.organization(),
                texts.choice("document.kind", document.definition().kind().code()) + " · " + content.reference(),
                content.title(),
                texts.text("edition.numbered", edition.number()),
                notice(edition),
                texts.choice("document.classification", content.classification()),
                List.of(
                        new Chapter(texts.text("document.identification"), List.of(identification(edition, content))),
                        new Chapter(texts.text("edition.approval"), List.of(approval(edition)))),
                chapters,
                edition.digest().hex());
    }

    private static EditionPaper.Chapter numbered(List<EditionPaper.Chapter> before, Chapter one) {
        return new EditionPaper.Chapter(before.size() + 1, one.heading(), one.blocks());
    }

    private String notice(Edition edition) {
        if (document.withdrawn()) return texts.text("edition.notice.withdrawn");
        return switch (edition.state()) {
            case PREPARED -> texts.text("edition.notice.prepared");
            case RETURNED -> texts.text("edition.notice.returned");
            case REPLACED ->
                texts.text(
                        "edition.notice.replaced",
                        edition.replacedAt().map(formats::day).orElse(""));
            case APPROVED -> "";
        };
    }

    private Block identification(Edition edition, EditionContent content) {
        return new Block.Facts(List.of(
                fact("edition.reference", content.reference()),
                fact("edition.edition", texts.text("edition.of", edition.number(), formats.day(edition.preparedAt()))),
                fact("edition.as-of", formats.time(content.moment())),
                fact("edition.owner", content.owner()),
                fact("edition.classification", texts.choice("document.classification", content.classification())),
                fact("edition.about-unit", content.unit()),
                fact(
                        "edition.distribution",
                        content.distribution().isEmpty() ? "–" : String.join("\n", content.distribution())),
                fact("edition.keeping", content.keeping())));
    }

    private Block approval(Edition edition) {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(row(
                texts.text(edition.scheduled() ? "edition.prepared.scheduled" : "edition.prepared"),
                name(edition.preparedBy()),
                formats.time(edition.preparedAt()),
                edition.summary()));
        Optional<Edition.Decided> decided = edition.decision();
        rows.add(
                decided.isEmpty()
                        ? row(texts.text("edition.approved"), texts.text("edition.not-yet"), "", "")
                        : row(
                                texts.text(decided.get().approved() ? "edition.approved" : "edition.returned"),
                                name(decided.get().by()),
                                formats.time(decided.get().at()),
                                decided.get().comment()));
        return new Block.Table(columns("edition.step", "document.who", "document.when", "edition.comment"), rows);
    }

    private Block history(List<Edition> editions) {
        return new Block.Table(
                columns(
                        "edition.edition",
                        "edition.date",
                        "edition.summary",
                        "edition.prepared.by",
                        "edition.approved.by"),
                editions.stream()
                        .map(one -> row(
                                String.valueOf(one.number()),
                                formats.day(one.preparedAt()),
                                one.summary(),
                                name(one.preparedBy()),
                                decided(one)))
                        .toList());
    }

    private String decided(Edition one) {
        return one.decision()
                .map(it -> texts.text(
                        it.approved() ? "edition.approved.on" : "edition.returned.on",
                        name(it.by()),
                        formats.day(it.at())))
                .orElseGet(() -> texts.text("edition.not-yet"));
    }

    private Block references(EditionContent content) {
        return new Block.Note(
                content.references().isEmpty()
                        ? texts.text("edition.no-references")
                        : content.references().stream().collect(Collectors.joining("\n")));
    }

    private String name(PersonId person) {
        return names.getOrDefault(person, "");
    }

    private Fact fact(String label, String value) {
        return new Fact(texts.text(label), value);
    }

    private List<Column> columns(String... labels) {
        List<Column> columns = new ArrayList<>();
        for (String label : labels) columns.add(new Column(texts.text(label), Column.Kind.TEXT));
        return columns;
    }

    private static List<Cell> row(String... texts) {
        List<Cell> cells = new ArrayList<>();
        for (String text : texts) cells.add(Cell.of(text));
        return cells;
    }
}
