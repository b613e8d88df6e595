package sextant.documents;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sextant.evaluation.TargetDrawing;

/**
 * What the PDF of an objective says, everything decided and worded; the template only lays out.
 *
 * @param letters empty for readers who may not see conformance
 * @param revisions empty for readers who may not read the journal
 * @param styleSheet and every mark and drawing: made by us, safe to write as it is
 */
public record ObjectivePage(
        String styleSheet,
        String documentTitle,
        String description,
        String organization,
        String kicker,
        String reference,
        String title,
        List<Fact> identification,
        List<String> notices,
        @Nullable Standing standing,
        List<Fact> texts,
        List<TargetRow> targets,
        List<Chart> charts,
        List<ActionRow> actions,
        List<LetterRow> letters,
        List<Decision> decisions,
        List<WordingRow> wordings,
        List<RevisionRow> revisions,
        CheckpointFacts checkpoint,
        String footer) {
    public record Fact(String label, String value) {}

    public record Standing(
            String mark, String word, String value, String unit, String measured, String sentence, String rule) {}

    public record TargetRow(
            String kpi,
            String kind,
            List<String> more,
            String mark,
            String word,
            String baseline,
            String last,
            String goal,
            String due) {}

    /** @param columns the readings side by side, newest first */
    public record Chart(
            String kpi,
            String caption,
            @Nullable ChartFigure figure,
            List<List<TargetDrawing.Reading>> columns,
            String note,
            List<Fact> definition) {}

    public record ActionRow(String title, String who, String team, String due, String state) {}

    /** @param state whether it conforms, in a word; accepted by whom until when, or empty */
    public record LetterRow(String letter, String about, String state, String finding, String accepted) {}

    public record ContentRow(String record, String revision, String hash) {}

    public record Decision(String what, String comment, List<String> findings, List<ContentRow> content) {}

    public record WordingRow(
            String field, String oldText, String newText, String made, String confirmed, String reason) {}

    public record RevisionRow(String when, String who, String what, String why, String entry) {}

    public record CheckpointFacts(String size, String root, String fingerprint) {}

    /** A text as a person typed it, without its empty lines. */
    public List<String> paragraphs(String text) {
        return text.lines().filter(line -> !line.isBlank()).toList();
    }
}
