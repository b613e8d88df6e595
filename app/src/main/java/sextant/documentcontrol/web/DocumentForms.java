package sextant.documentcontrol.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sextant.documentcontrol.Classification;
import sextant.documentcontrol.Document;
import sextant.documentcontrol.DocumentKind;
import sextant.documentcontrol.Markdown;
import sextant.documentcontrol.Part;
import sextant.documentcontrol.Section;
import sextant.documentcontrol.ShippedTemplate;
import sextant.documentcontrol.WriteDocument;
import sextant.documentcontrol.web.DocumentViews.DocumentForm;
import sextant.documentcontrol.web.DocumentViews.SectionForm;
import sextant.measurement.Codes;
import sextant.measurement.Frequency;
import sextant.people.Actor;
import sextant.people.PersonId;
import sextant.people.TeamId;
import sextant.people.UnitId;
import sextant.platform.language.Languages;
import sextant.platform.web.Checks;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Parsed;

/** What people and programs say about a document, parsed once for page and API alike. */
final class DocumentForms {
    private static final int LONGEST_TEXT = 20_000;
    private static final int MOST_SECTIONS = 60;
    private static final Map<String, Locale> LANGUAGES =
            Languages.ALL.stream().collect(Collectors.toUnmodifiableMap(Locale::getLanguage, one -> one));

    private DocumentForms() {}

    /** @param form its sections numbered without gaps */
    static Parsed<Document.Definition> definition(Checks checks, DocumentForm form) {
        Optional<DocumentKind> kind = checks.requiredChoice("kind", form.kind(), DocumentKind.BY_CODE);
        String reference = checks.required("reference", form.reference(), 40);
        String title = checks.required("title", form.title(), 300);
        Optional<UUID> unit = requiredId(checks, "unit", form.unit());
        Optional<UUID> owner = requiredId(checks, "owner", form.owner());
        Optional<Locale> language = checks.requiredChoice("language", form.language(), LANGUAGES);
        Optional<Classification> classification =
                checks.requiredChoice("classification", form.classification(), Classification.BY_CODE);
        Document.Distribution distribution = new Document.Distribution(
                Checks.checked(form.everybody()),
                checks.ids("persons", form.persons()).stream()
                        .map(PersonId::new)
                        .collect(Collectors.toSet()),
                checks.ids("teams", form.teams()).stream().map(TeamId::new).collect(Collectors.toSet()),
                checks.optional("others", form.others(), 2000));
        String references = checks.optional("references", form.references(), 4000);
        Optional<Integer> kept = checks.wholeNumber("keptYears", form.keptYears(), 1, 99);
        Optional<Document.Schedule> schedule = schedule(checks, form);
        List<Section> sections = sections(checks, form);
        return Parsed.of(
                checks,
                () -> new Document.Definition(
                        kind.orElseThrow(),
                        reference,
                        title,
                        new UnitId(unit.orElseThrow()),
                        new PersonId(owner.orElseThrow()),
                        language.orElseThrow(),
                        classification.orElseThrow(),
                        distribution,
                        references,
                        kept,
                        schedule,
                        sections));
    }

    private static Optional<UUID> requiredId(Checks checks, String field, @Nullable String raw) {
        Optional<UUID> id = checks.id(field, raw);
        if (id.isEmpty() && (raw == null || raw.isBlank())) checks.reject(field, "required");
        return id;
    }

    private static Optional<Document.Schedule> schedule(Checks checks, DocumentForm form) {
        Optional<Frequency> every = checks.choice("every", form.every(), Codes.FREQUENCIES);
        Optional<LocalDate> next = checks.date("next", form.next());
        if (every.isPresent() && (form.next() == null || form.next().isBlank())) checks.reject("next", "required");
        return every.flatMap(rhythm -> next.map(day -> new Document.Schedule(rhythm, day)));
    }

    private static List<Section> sections(Checks checks, DocumentForm form) {
        List<SectionForm> given = Objects.requireNonNullElse(form.sections(), List.of());
        if (given.isEmpty()) checks.reject("sections", "no-section");
        if (given.size() > MOST_SECTIONS) checks.reject("sections", "too-many-sections", MOST_SECTIONS);
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < Math.min(given.size(), MOST_SECTIONS); i++) {
            String at = "sections[" + i + "].";
            SectionForm one = given.get(i);
            String text = checks.optional(at + "text", one.text(), LONGEST_TEXT);
            if (text.length() <= LONGEST_TEXT && Markdown.isTooDeep(text))
                checks.reject(at + "text", "nested-too-deep");
            sections.add(new Section(
                    checks.required(at + "heading", one.heading(), 200),
                    text,
                    checks.choice(at + "part", one.part(), Part.BY_CODE)));
        }
        return sections;
    }

    static DocumentForm form(Document it) {
        Document.Definition now = it.definition();
        return new DocumentForm(
                now.kind().code(),
                now.reference(),
                now.title(),
                now.unit().toString(),
                now.owner().toString(),
                now.language().getLanguage(),
                now.classification().code(),
                String.valueOf(now.distribution().everybody()),
                now.distribution().persons().stream()
                        .map(PersonId::toString)
                        .sorted()
                        .toList(),
                now.distribution().teams().stream()
                        .map(TeamId::toString)
                        .sorted()
                        .toList(),
                now.distribution().others(),
                now.references(),
                now.keptYears().map(String::valueOf).orElse(""),
                now.schedule().map(one -> Codes.of(one.every())).orElse(""),
                now.schedule().map(one -> one.next().toString()).orElse(""),
                String.valueOf(it.withdrawn()),
                sections(now.sections()),
                "",
                String.valueOf(it.version()));
    }

    /** As it ships, in the reader's language. */
    static DocumentForm shipped(Actor actor, DocumentKind kind, String reference, String unit) {
        Locale language = actor.reader().texts().locale();
        ShippedTemplate template = ShippedTemplate.of(kind, language);
        return new DocumentForm(
                kind.code(),
                reference,
                template.title(),
                unit,
                actor.person().toString(),
                Languages.of(language.getLanguage()).getLanguage(),
                Classification.INTERNAL.code(),
                "false",
                List.of(),
                List.of(),
                "",
                template.references(),
                "3",
                "",
                "",
                "false",
                sections(template.sections()),
                "",
                "0");
    }

    static List<SectionForm> sections(List<Section> sections) {
        return sections.stream()
                .map(one -> new SectionForm(
                        one.heading(), one.text(), one.part().map(Part::code).orElse("")))
                .toList();
    }

    static Optional<FieldProblem> problem(WriteDocument.Result result) {
        return switch (result) {
            case WriteDocument.Result.Saved saved -> Optional.empty();
            case WriteDocument.Result.ReferenceTaken taken ->
                Optional.of(FieldProblem.of("reference", "reference-taken"));
            case WriteDocument.Result.NoSuchPerson(var field) -> Optional.of(FieldProblem.of(field, "no-such-person"));
            case WriteDocument.Result.NoSuchTeam stranger -> Optional.of(FieldProblem.of("teams", "no-such-team"));
        };
    }

    /** A version that is none is never the present one. */
    static int version(@Nullable String given) {
        return given != null && given.matches("\\d{1,9}") ? Integer.parseInt(given) : -1;
    }
}
