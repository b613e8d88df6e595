package sextant.documentcontrol.web;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sextant.documentcontrol.Block;
import sextant.documentcontrol.EditionPaper;
import sextant.documentcontrol.Markdown;
import sextant.documentcontrol.PrintEdition;
import sextant.platform.charts.StatusBar;
import sextant.platform.web.Asked;
import sextant.platform.web.Errors;
import sextant.platform.web.Exports;
import sextant.platform.web.FormRows;
import sextant.platform.web.Option;
import sextant.platform.web.Past;

/** What the pages of this module show, everything decided; the templates only lay out. */
public interface DocumentViews {
    /**
     * @param edition the one that counts, or that none does; waits says of the newest that nobody decided on it
     * @param verdict the class of its mark
     */
    record DocumentLine(
            String href,
            String reference,
            String title,
            String kind,
            String unit,
            String edition,
            String issued,
            String waits,
            String verdict,
            String owner,
            String next,
            String failure) {}

    /** @param kinds which can be taken under control by this reader */
    record DocumentsPage(
            List<DocumentLine> lines,
            Asked asked,
            List<Option> kinds,
            List<Option> states,
            List<Asked.Column> columns,
            Exports exports,
            Past past,
            boolean writes) {}

    /** @param about what a document of this kind is for */
    record KindChoice(String href, String name, String about, int sections) {}

    record NewDocumentPage(List<KindChoice> kinds) {}

    record SectionForm(
            @Nullable String heading,
            @Nullable String text,
            @Nullable String part) {
        boolean isBlank() {
            return (heading == null || heading.isBlank())
                    && (text == null || text.isBlank())
                    && (part == null || part.isEmpty());
        }
    }

    /** @param version the version that was read, for the check against somebody else's write */
    record DocumentForm(
            @Nullable String kind,
            @Nullable String reference,
            @Nullable String title,
            @Nullable String unit,
            @Nullable String owner,
            @Nullable String language,
            @Nullable String classification,
            @Nullable String everybody,
            @Nullable List<String> persons,
            @Nullable List<String> teams,
            @Nullable String others,
            @Nullable String references,
            @Nullable String keptYears,
            @Nullable String every,
            @Nullable String next,
            @Nullable String withdrawn,
            @Nullable List<SectionForm> sections,
            @Nullable String reason,
            @Nullable String version) {
        DocumentForm over(int other) {
            return with(sections, String.valueOf(other));
        }

        DocumentForm with(@Nullable List<SectionForm> others) {
            return with(others, version);
        }

        private DocumentForm with(@Nullable List<SectionForm> parts, @Nullable String read) {
            return new DocumentForm(
                    kind,
                    reference,
                    title,
                    unit,
                    owner,
                    language,
                    classification,
                    everybody,
                    persons,
                    teams,
                    others,
                    references,
                    keptYears,
                    every,
                    next,
                    withdrawn,
                    parts,
                    reason,
                    read);
        }

        /** Rows are numbered as a browser's script added and removed them; here without the gaps. */
        DocumentForm closedUp() {
            List<SectionForm> rows = FormRows.dense(sections);
            return with(
                    rows == null
                            ? List.of()
                            : rows.stream().filter(row -> !row.isBlank()).toList(),
                    version);
        }

        public boolean reads(String person) {
            return persons != null && persons.contains(person);
        }

        public boolean isForTeam(String team) {
            return teams != null && teams.contains(team);
        }

        public List<SectionForm> rows() {
            return Objects.requireNonNullElse(sections, List.of());
        }
    }

    /** @param action where the form goes to; shipped where it is filled with the template that ships, or empty */
    record DocumentFormPage(
            String title,
            String action,
            String cancel,
            String shipped,
            boolean isNew,
            DocumentForm form,
            List<Option> units,
            List<Option> persons,
            List<Option> teams,
            List<Option> languages,
            List<Option> classifications,
            List<Option> rhythms,
            List<Option> parts,
            Errors errors) {}

    record Fact(String label, String value) {}

    record EditionLine(
            String href,
            String name,
            String verdict,
            String state,
            String prepared,
            String by,
            String decided,
            String summary,
            String pdf,
            String docx,
            String until) {}

    /**
     * @param failure why the edition that was due could not be prepared; empty when nothing failed
     * @param outline the headings of the template, each with what is written below it from the records
     */
    record DocumentPage(
            String id,
            String reference,
            String title,
            String kind,
            String withdrawn,
            String failure,
            List<Fact> facts,
            List<EditionLine> editions,
            List<Fact> outline,
            String history,
            boolean writes,
            boolean prepares,
            String asOf,
            String summary,
            Errors errors,
            Past past) {}

    /**
     * @param paper null when its content is no longer kept
     * @param decides whether this reader may decide on it; objection says why they may not approve it, or is empty
     */
    record EditionPage(
            String document,
            String reference,
            String title,
            String name,
            String verdict,
            String state,
            @Nullable EditionPaper paper,
            String gone,
            String path,
            boolean decides,
            String objection,
            String comment,
            Errors errors) {
        public String html(String markdown) {
            return Markdown.html(markdown, "");
        }

        public String course(Block.Cell cell) {
            return cell.course().map(PrintEdition::drawn).orElse("");
        }

        public String bar(Block.Shares shares) {
            return StatusBar.of(
                    shares.shares().stream()
                            .map(one -> new StatusBar.Share(one.status(), one.count()))
                            .toList(),
                    shares.caption());
        }
    }
}
