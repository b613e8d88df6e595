package sextant.documentcontrol;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sextant.documentcontrol.Block.Cell;
import sextant.documentcontrol.Block.Column;
import sextant.documentcontrol.Block.Course;
import sextant.documentcontrol.Block.Fact;
import sextant.documentcontrol.Block.Share;
import sextant.documentcontrol.EditionContent.Chapter;
import sextant.journal.Content;
import sextant.journal.Fields;
import sextant.ledger.CanonicalJson;

/** An edition's content as canonical JSON (RFC 8785), decimals as strings: what is kept, and what its digest is of. */
final class EditionJson {
    private static final String FORMAT = "sextant-document/1";

    private EditionJson() {}

    static byte[] bytes(EditionContent it) {
        return CanonicalJson.bytes(map(it));
    }

    static Map<String, @Nullable Object> map(EditionContent it) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("format", FORMAT);
        map.put("organization", it.organization());
        map.put("reference", it.reference());
        map.put("number", it.number());
        map.put("title", it.title());
        map.put("language", it.language());
        map.put("classification", it.classification());
        map.put("unit", it.unit());
        map.put("owner", it.owner());
        map.put("moment", it.moment().toString());
        it.before().ifPresent(before -> map.put("before", before.toString()));
        map.put("distribution", it.distribution());
        map.put("references", it.references());
        map.put("keeping", it.keeping());
        map.put(
                "chapters",
                it.chapters().stream()
                        .map(one -> Map.of(
                                "heading",
                                one.heading(),
                                "blocks",
                                one.blocks().stream().map(EditionJson::map).toList()))
                        .toList());
        return map;
    }

    private static Map<String, @Nullable Object> map(Block block) {
        return switch (block) {
            case Block.Text(var markdown) -> Map.of("type", "text", "markdown", markdown);
            case Block.Heading(var text) -> Map.of("type", "heading", "text", text);
            case Block.Note(var text) -> Map.of("type", "note", "text", text);
            case Block.Facts(var facts) ->
                Map.of(
                        "type",
                        "facts",
                        "facts",
                        facts.stream()
                                .map(one -> Map.of("label", one.label(), "value", one.value()))
                                .toList());
            case Block.Table(var columns, var rows) ->
                Map.of(
                        "type",
                        "table",
                        "columns",
                        columns.stream()
                                .map(one -> Map.of(
                                        "label", one.label(), "kind", one.kind().code()))
                                .toList(),
                        "rows",
                        rows.stream()
                                .map(row -> Map.of(
                                        "cells",
                                        row.stream().map(EditionJson::map).toList()))
                                .toList());
            case Block.Shares(var caption, var shares) ->
                Map.of(
                        "type",
                        "shares",
                        "caption",
                        caption,
                        "shares",
                        shares.stream()
                                .map(one -> Map.of("status", one.status(), "count", one.count()))
                                .toList());
        };
    }

    private static Map<String, @Nullable Object> map(Cell cell) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("text", cell.text());
        if (!cell.status().isEmpty()) map.put("status", cell.status());
        cell.course().ifPresent(course -> {
            Map<String, @Nullable Object> drawn = new LinkedHashMap<>();
            drawn.put("values", course.values().stream().map(Content::decimal).toList());
            course.goal().ifPresent(goal -> drawn.put("goal", Content.decimal(goal)));
            drawn.put("status", course.status());
            map.put("course", drawn);
        });
        return map;
    }

    static EditionContent read(byte[] json) {
        Map<String, ?> map = CanonicalJson.parse(json);
        return new EditionContent(
                Fields.text(map, "organization"),
                Fields.text(map, "reference"),
                Fields.whole(map, "number"),
                Fields.text(map, "title"),
                Fields.text(map, "language"),
                Fields.text(map, "classification"),
                Fields.text(map, "unit"),
                Fields.text(map, "owner"),
                Instant.parse(Fields.text(map, "moment")),
                Fields.optional(map, "before").map(Instant::parse),
                Fields.texts(map, "distribution"),
                Fields.texts(map, "references"),
                Fields.text(map, "keeping"),
                Fields.maps(map, "chapters").stream()
                        .map(one -> new Chapter(
                                Fields.text(one, "heading"),
                                Fields.maps(one, "blocks").stream()
                                        .map(EditionJson::block)
                                        .toList()))
                        .toList());
    }

    private static Block block(Map<?, ?> map) {
        return switch (Fields.text(map, "type")) {
            case "text" -> new Block.Text(Fields.text(map, "markdown"));
            case "heading" -> new Block.Heading(Fields.text(map, "text"));
            case "facts" ->
                new Block.Facts(Fields.maps(map, "facts").stream()
                        .map(one -> new Fact(Fields.text(one, "label"), Fields.text(one, "value")))
                        .toList());
            case "table" ->
                new Block.Table(
                        Fields.maps(map, "columns").stream()
                                .map(one ->
                                        new Column(Fields.text(one, "label"), Column.Kind.of(Fields.text(one, "kind"))))
                                .toList(),
                        rows(map));
            case "shares" ->
                new Block.Shares(
                        Fields.text(map, "caption"),
                        Fields.maps(map, "shares").stream()
                                .map(one -> new Share(Fields.text(one, "status"), Fields.whole(one, "count")))
                                .toList());
            default -> new Block.Note(Fields.text(map, "text"));
        };
    }

    private static List<List<Cell>> rows(Map<?, ?> map) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Map<?, ?> row : Fields.maps(map, "rows"))
            rows.add(Fields.maps(row, "cells").stream().map(EditionJson::cell).toList());
        return rows;
    }

    private static Cell cell(Map<?, ?> map) {
        Optional<Course> course = map.get("course") instanceof Map<?, ?> drawn
                ? Optional.of(new Course(
                        Fields.texts(drawn, "values").stream()
                                .map(BigDecimal::new)
                                .toList(),
                        Fields.optional(drawn, "goal").map(BigDecimal::new),
                        Fields.text(drawn, "status")))
                : Optional.empty();
        return new Cell(Fields.text(map, "text"), Fields.text(map, "status"), course);
    }
}
