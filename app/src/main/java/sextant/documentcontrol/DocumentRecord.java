package sextant.documentcontrol;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sextant.journal.Content;
import sextant.journal.Fields;
import sextant.journal.Revision;
import sextant.measurement.Codes;
import sextant.measurement.Frequency;
import sextant.people.PersonId;
import sextant.people.TeamId;
import sextant.people.UnitId;
import sextant.platform.language.Languages;

/** A document as the journal holds it. */
final class DocumentRecord {
    private DocumentRecord() {}

    static Content of(Document.Definition it, boolean withdrawn) {
        List<Content> sections = new ArrayList<>();
        for (Section section : it.sections())
            sections.add(Content.of()
                    .plain("id", String.valueOf(sections.size() + 1))
                    .text("heading", section.heading())
                    .text("text", section.text())
                    .plain("part", section.part().map(Part::code)));
        return Content.of()
                .plain("kind", it.kind().code())
                .plain("reference", it.reference())
                .text("title", it.title())
                .plain("unit", it.unit().value())
                .plain("owner", it.owner().value())
                .plain("language", it.language().getLanguage())
                .plain("classification", it.classification().code())
                .plain("everybody", it.distribution().everybody())
                .ids("persons", values(it.distribution().persons(), PersonId::value))
                .ids("teams", values(it.distribution().teams(), TeamId::value))
                .text("others", it.distribution().others())
                .text("references", it.references())
                .plain("kept-years", it.keptYears().map(String::valueOf))
                .plain("every", it.schedule().map(one -> Codes.of(one.every())))
                .plain("next-edition", it.schedule().map(one -> one.next().toString()))
                .plain("withdrawn", withdrawn)
                .list("sections", sections);
    }

    static Document read(Revision then) {
        Map<String, @Nullable Object> content = then.content();
        return new Document(
                new DocumentId(then.record().id()),
                then.number(),
                new Document.Definition(
                        code(DocumentKind.BY_CODE, Fields.text(content, "kind")),
                        Fields.text(content, "reference"),
                        Fields.text(content, "title"),
                        new UnitId(UUID.fromString(Fields.text(content, "unit"))),
                        new PersonId(UUID.fromString(Fields.text(content, "owner"))),
                        Languages.of(Fields.text(content, "language")),
                        code(Classification.BY_CODE, Fields.text(content, "classification")),
                        new Document.Distribution(
                                Fields.flag(content, "everybody"),
                                Fields.texts(content, "persons").stream()
                                        .map(id -> new PersonId(UUID.fromString(id)))
                                        .collect(Collectors.toSet()),
                                Fields.texts(content, "teams").stream()
                                        .map(id -> new TeamId(UUID.fromString(id)))
                                        .collect(Collectors.toSet()),
                                Fields.text(content, "others")),
                        Fields.text(content, "references"),
                        Fields.optional(content, "kept-years").map(Integer::valueOf),
                        schedule(Fields.optional(content, "every"), Fields.optional(content, "next-edition")),
                        Fields.maps(content, "sections").stream()
                                .map(DocumentRecord::section)
                                .toList()),
                Fields.flag(content, "withdrawn"),
                "");
    }

    private static Optional<Document.Schedule> schedule(Optional<String> every, Optional<String> next) {
        return every.map(
                code -> new Document.Schedule(code(Codes.FREQUENCIES, code), LocalDate.parse(next.orElseThrow())));
    }

    static Section section(Map<?, ?> map) {
        return new Section(
                Fields.text(map, "heading"),
                Fields.text(map, "text"),
                Fields.optional(map, "part").map(part -> code(Part.BY_CODE, part)));
    }

    /** As the table holds it. */
    static Map<String, @Nullable Object> map(Section section) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("heading", section.heading());
        map.put("text", section.text());
        section.part().ifPresent(part -> map.put("part", part.code()));
        return map;
    }

    static Frequency frequency(String code) {
        return code(Codes.FREQUENCIES, code);
    }

    static <T> T code(Map<String, T> codes, String code) {
        return Objects.requireNonNull(codes.get(code), code);
    }

    private static <T> List<UUID> values(java.util.Set<T> ids, java.util.function.Function<T, UUID> value) {
        return ids.stream().map(value).toList();
    }
}
