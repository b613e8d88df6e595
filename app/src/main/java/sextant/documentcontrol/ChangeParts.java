package sextant.documentcontrol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sextant.conformance.AcceptedGaps;
import sextant.documentcontrol.Block.Cell;
import sextant.documentcontrol.Block.Column;
import sextant.documentcontrol.DocumentFacts.Change;
import sextant.evaluation.rule.Status;
import sextant.journal.Revision;
import sextant.objectives.EditWording;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Objectives;
import sextant.people.PersonId;
import sextant.plans.Plans;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;

/** The part that says what changed since the edition before: which status, and what was done, by whom and why. */
final class ChangeParts {
    private final DocumentFacts facts;
    private final Texts texts;
    private final Formats formats;

    ChangeParts(DocumentFacts facts) {
        this.facts = facts;
        this.texts = facts.reader().reader().texts();
        this.formats = facts.reader().reader().formats();
    }

    List<Block> changes() {
        if (facts.before().isEmpty()) return List.of(new Block.Note(texts.text("edition.first")));
        List<List<Cell>> told = facts.before().get().changes().stream()
                .flatMap(one -> what(one.revision()).map(what -> row(one, what)).stream())
                .toList();
        List<Block> blocks = new ArrayList<>(turned());
        if (told.isEmpty())
            blocks.add(new Block.Note(texts.text(
                    "edition.nothing-changed", formats.day(facts.before().get().moment()))));
        else
            blocks.add(new Block.Table(
                    List.of(
                            column("document.when", Column.Kind.SHORT),
                            column("edition.about", Column.Kind.TEXT),
                            column("document.what", Column.Kind.TEXT),
                            column("document.who", Column.Kind.TEXT),
                            column("document.why", Column.Kind.TEXT)),
                    told));
        return blocks;
    }

    /** Which objectives have another status than at the edition before. */
    private List<Block> turned() {
        Map<ObjectiveId, String> before = facts.before().orElseThrow().statuses();
        List<List<Cell>> rows = facts.lines().stream()
                .filter(line -> line.status()
                        .filter(status -> !status.code()
                                .equals(before.getOrDefault(line.objective().id(), "")))
                        .isPresent())
                .map(line -> List.of(
                        Cell.of(line.name()),
                        Optional.ofNullable(before.get(line.objective().id()))
                                .map(code -> marked(Status.of(code)))
                                .orElse(Cell.of(texts.text("edition.not-there"))),
                        marked(line.status().orElseThrow())))
                .toList();
        if (rows.isEmpty()) return List.of();
        return List.of(new Block.Table(
                List.of(
                        column("objective.one", Column.Kind.TEXT),
                        column("changes.before", Column.Kind.SHORT),
                        column("changes.after", Column.Kind.SHORT)),
                rows));
    }

    private List<Cell> row(Change one, String what) {
        Revision revision = one.revision();
        return List.of(
                Cell.of(formats.day(revision.at())),
                Cell.of(one.about()),
                Cell.of(what),
                Cell.of(revision.author()
                        .map(author -> PersonNames.standIn(new PersonId(author)))
                        .orElse(texts.text("product"))),
                Cell.of(revision.reason() instanceof String reason ? reason : ""));
    }

    /** Empty for what another revision tells already: a decision ends in a step, a first content in a draft. */
    private Optional<String> what(Revision one) {
        return switch (one.record().kind()) {
            case Objectives.KIND -> Optional.of(texts.choice("objective.state", one.text("stage")));
            case Objectives.VERSION_KIND ->
                one.number() > 1 ? Optional.of(texts.text("edition.change.content")) : Optional.empty();
            case Plans.KIND ->
                Optional.of(texts.text(one.number() > 1 ? "edition.change.plan" : "edition.change.planned"));
            case EditWording.KIND -> Optional.of(texts.text("edition.change.wording"));
            case AcceptedGaps.KIND -> Optional.of(texts.text("edition.change.gap"));
            default -> Optional.empty();
        };
    }

    private Cell marked(Status status) {
        return Cell.marked(status.code(), texts.choice("status", status.code()));
    }

    private Column column(String label, Column.Kind kind) {
        return new Column(texts.text(label), kind);
    }
}
