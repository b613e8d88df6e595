package sextant.imports.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import sextant.imports.ImportRecords;
import sextant.imports.ImportRecords.Fate;
import sextant.imports.ImportRecords.Report;
import sextant.imports.ImportTable;
import sextant.people.Actor;
import sextant.people.ImportsRecords;
import sextant.people.OpenTo;
import sextant.platform.language.Texts;
import sextant.platform.tables.UnreadableSheet;
import sextant.platform.web.Answers;
import sextant.platform.web.Checks;
import sextant.platform.web.Option;
import sextant.platform.web.Problems;

/** Registers from tables, for programs: numbers with a decimal point. */
@RestController
@RequestMapping("/api/v1/imports")
class ImportApi {
    private static final String BECAUSE = "each register asks for the permission of its own";
    private static final MediaType CSV = MediaType.parseMediaType("text/csv");
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final ImportRecords imports;

    ImportApi(ImportRecords imports) {
        this.imports = imports;
    }

    record ChoiceResource(String code, String label) {}

    /**
     * @param key also a heading that is understood
     * @param takes text, number, date, choice, unit, person, persons, teams, kpi, objective or milestones
     */
    record ColumnResource(String key, String heading, String takes, boolean needed, List<ChoiceResource> options) {}

    record RegisterResource(String register, List<ColumnResource> columns) {}

    /** @param outcome added or already-there */
    record RecordResource(long line, UUID id, String name, String outcome) {}

    /** @param unread headings of columns that the register does not have */
    record ImportResource(
            boolean dryRun, int added, int alreadyThere, List<String> unread, List<RecordResource> records) {}

    record CellProblem(long line, String field, String code, String detail) {}

    record RefusedRow(long line, String name, List<CellProblem> errors) {}

    /** What a table may have: its columns, with their headings in the reader's language. */
    @Answers(RegisterResource.class)
    @GetMapping("/{code}")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = BECAUSE)
    RegisterResource columns(Actor actor, @PathVariable String code) {
        ImportsRecords register = imports.register(actor, code);
        return new RegisterResource(
                code,
                register.columns(actor.reader().texts()).stream()
                        .map(column -> new ColumnResource(
                                column.key(),
                                column.heading(),
                                column.takes().code(),
                                column.needed(),
                                column.options().stream().map(ImportApi::choice).toList()))
                        .toList());
    }

    private static ChoiceResource choice(Option option) {
        return new ChoiceResource(option.value(), option.label());
    }

    /**
     * Adds the records of a table, text/csv or XLSX, all or none. One that is there already is left as it is, so that the same
     * table can be sent again. With {@code dryRun=true} nothing is kept and the answer says what would have become of them.
     */
    @Answers(
            value = ImportResource.class,
            status = {200, 201})
    @PostMapping("/{code}")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = BECAUSE)
    ResponseEntity<Object> add(
            Actor actor,
            @PathVariable String code,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable MediaType type,
            @RequestParam(defaultValue = "false") boolean dryRun,
            HttpServletRequest request)
            throws IOException {
        ImportsRecords register = imports.register(actor, code);
        Texts texts = actor.reader().texts();
        if (type == null || !(type.isCompatibleWith(CSV) || type.isCompatibleWith(XLSX)))
            return Problems.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "media-type",
                    texts.text("problem.title.request"),
                    texts.text("problem.detail.media-type"));
        byte[] content = request.getInputStream().readNBytes(ImportTable.LIMITS.bytes() + 1);
        try {
            Report report = dryRun
                    ? imports.preview(actor, register, content, Checks::ofRequest)
                    : imports.add(actor, register, content, Checks::ofRequest);
            return report.isRefused() ? refused(texts, report) : ok(report, dryRun);
        } catch (UnreadableSheet unreadable) {
            return Problems.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "unreadable-sheet",
                    texts.text("problem.title.unreadable-sheet"),
                    texts.choice("sheet.problem", unreadable.code(), unreadable.arguments()));
        }
    }

    private static ResponseEntity<Object> ok(Report report, boolean dryRun) {
        return ResponseEntity.status(dryRun ? HttpStatus.OK : HttpStatus.CREATED)
                .body(new ImportResource(
                        dryRun,
                        report.count(Fate.ADDED),
                        report.count(Fate.ALREADY_THERE),
                        report.unread(),
                        report.lines().stream()
                                .map(line -> new RecordResource(
                                        line.line(),
                                        line.id().orElseThrow(),
                                        line.name(),
                                        line.fate().code()))
                                .toList()));
    }

    private static ResponseEntity<Object> refused(Texts texts, Report report) {
        return Problems.with(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "bad-rows",
                texts.text("problem.title.bad-rows"),
                texts.text("problem.detail.bad-rows", report.count(Fate.REFUSED)),
                "rows",
                report.of(Fate.REFUSED).stream()
                        .map(line -> new RefusedRow(
                                line.line(),
                                line.name(),
                                line.wrong().stream()
                                        .map(one -> new CellProblem(
                                                one.line(),
                                                one.problem().field(),
                                                one.problem().code(),
                                                one.problem().message(texts)))
                                        .toList()))
                        .toList());
    }
}
