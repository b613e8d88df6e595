package sextant.documentcontrol;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that an edition says, in the document's language, frozen when it was prepared. Persons stand in it by
 * {@linkplain PersonNames their ids}, so that somebody can be erased and the edition stays as it was.
 *
 * @param moment as of when it was made
 * @param before the moment of the edition before, from which on changes are told; empty for the first
 */
public record EditionContent(
        String organization,
        String reference,
        int number,
        String title,
        String language,
        String classification,
        String unit,
        String owner,
        Instant moment,
        Optional<Instant> before,
        List<String> distribution,
        List<String> references,
        String keeping,
        List<Chapter> chapters) {
    /** A section, made. */
    public record Chapter(String heading, List<Block> blocks) {}

    /** With names in place of the ids of persons. */
    EditionContent with(PersonNames names) {
        return new EditionContent(
                organization,
                reference,
                number,
                title,
                language,
                classification,
                unit,
                names.in(owner),
                moment,
                before,
                distribution.stream().map(names::in).toList(),
                references,
                keeping,
                chapters.stream()
                        .map(chapter -> new Chapter(
                                chapter.heading(),
                                chapter.blocks().stream()
                                        .map(block -> with(names, block))
                                        .toList()))
                        .toList());
    }

    /** Only facts and tables name persons. */
    private static Block with(PersonNames names, Block block) {
        return switch (block) {
            case Block.Text text -> text;
            case Block.Heading heading -> heading;
            case Block.Note note -> note;
            case Block.Shares shares -> shares;
            case Block.Facts(var facts) ->
                new Block.Facts(facts.stream()
                        .map(one -> new Block.Fact(one.label(), names.in(one.value())))
                        .toList());
            case Block.Table(var columns, var rows) ->
                new Block.Table(
                        columns,
                        rows.stream()
                                .map(row -> row.stream()
                                        .map(cell ->
                                                new Block.Cell(names.in(cell.text()), cell.status(), cell.course()))
                                        .toList())
                                .toList());
        };
    }
}
