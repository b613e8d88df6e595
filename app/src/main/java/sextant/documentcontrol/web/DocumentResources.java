package sextant.documentcontrol.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sextant.documentcontrol.Document;
import sextant.documentcontrol.Edition;
import sextant.documentcontrol.Part;
import sextant.documentcontrol.ReadDocuments.Readable;
import sextant.documentcontrol.web.DocumentViews.DocumentForm;
import sextant.documentcontrol.web.DocumentViews.SectionForm;
import sextant.measurement.Codes;
import sextant.people.PersonId;
import sextant.people.TeamId;

/** Documents and editions as programs send and get them. */
interface DocumentResources {
    /** @param part what is written below the text from the records; null for nothing */
    record SectionResource(
            @Nullable String heading,
            @Nullable String text,
            @Nullable String part) {}

    /**
     * @param keptYears 1 to 99; null for without end
     * @param every how often an edition is prepared, {@code next} the day of the next one; both or neither
     */
    record DocumentRequest(
            @Nullable String kind,
            @Nullable String reference,
            @Nullable String title,
            @Nullable String unit,
            @Nullable String owner,
            @Nullable String language,
            @Nullable String classification,
            @Nullable Boolean everybody,
            @Nullable List<String> persons,
            @Nullable List<String> teams,
            @Nullable String others,
            @Nullable String references,
            @Nullable Integer keptYears,
            @Nullable String every,
            @Nullable String next,
            @Nullable Boolean withdrawn,
            @Nullable List<SectionResource> sections,
            @Nullable String reason) {
        DocumentForm form() {
            return new DocumentForm(
                    kind,
                    reference,
                    title,
                    unit,
                    owner,
                    language,
                    classification,
                    String.valueOf(everybody),
                    persons,
                    teams,
                    others,
                    references,
                    keptYears == null ? "" : keptYears.toString(),
                    every,
                    next,
                    String.valueOf(withdrawn),
                    sections == null
                            ? List.of()
                            : sections.stream()
                                    .map(one -> new SectionForm(one.heading(), one.text(), one.part()))
                                    .toList(),
                    reason,
                    "");
        }
    }

    record DocumentResource(
            UUID id,
            String kind,
            String reference,
            String title,
            UUID unit,
            UUID owner,
            String language,
            String classification,
            boolean everybody,
            List<UUID> persons,
            List<UUID> teams,
            String others,
            String references,
            @Nullable Integer keptYears,
            @Nullable String every,
            @Nullable LocalDate next,
            boolean withdrawn,
            String failure,
            List<SectionResource> sections,
            @Nullable Integer counting,
            int version) {
        static DocumentResource of(Readable in) {
            Document document = in.document();
            Document.Definition it = document.definition();
            return new DocumentResource(
                    document.id().value(),
                    it.kind().code(),
                    it.reference(),
                    it.title(),
                    it.unit().value(),
                    it.owner().value(),
                    it.language().getLanguage(),
                    it.classification().code(),
                    it.distribution().everybody(),
                    it.distribution().persons().stream()
                            .map(PersonId::value)
                            .sorted()
                            .toList(),
                    it.distribution().teams().stream()
                            .map(TeamId::value)
                            .sorted()
                            .toList(),
                    it.distribution().others(),
                    it.references(),
                    it.keptYears().orElse(null),
                    it.schedule().map(one -> Codes.of(one.every())).orElse(null),
                    it.schedule().map(Document.Schedule::next).orElse(null),
                    document.withdrawn(),
                    document.failure(),
                    it.sections().stream()
                            .map(one -> new SectionResource(
                                    one.heading(),
                                    one.text(),
                                    one.part().map(Part::code).orElse(null)))
                            .toList(),
                    in.counting().map(Edition::number).orElse(null),
                    document.version());
        }
    }

    /** @param asOf a past day or moment; null for now */
    record EditionRequest(
            @Nullable String summary, @Nullable String asOf) {}

    /** @param content SHA-256 of the content that was seen, as the edition has it */
    record DecisionRequest(
            @Nullable String decision,
            @Nullable String content,
            @Nullable String comment) {}

    /** @param content SHA-256 of its content, hexadecimal; kept whether that is still there */
    record EditionResource(
            UUID id,
            int number,
            String state,
            Instant moment,
            String summary,
            String content,
            boolean kept,
            boolean scheduled,
            Instant preparedAt,
            UUID preparedBy,
            @Nullable Instant decidedAt,
            @Nullable UUID decidedBy,
            String comment,
            @Nullable Instant replacedAt) {
        static EditionResource of(Edition it) {
            return new EditionResource(
                    it.id(),
                    it.number(),
                    it.state().code(),
                    it.moment(),
                    it.summary(),
                    it.digest().hex(),
                    it.kept(),
                    it.scheduled(),
                    it.preparedAt(),
                    it.preparedBy().value(),
                    it.decision().map(Edition.Decided::at).orElse(null),
                    it.decision().map(one -> one.by().value()).orElse(null),
                    it.decision().map(Edition.Decided::comment).orElse(""),
                    it.replacedAt().orElse(null));
        }
    }
}
