package sextant.imports.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;
import sextant.imports.ImportFile;
import sextant.imports.ImportRecords;
import sextant.imports.ImportRecords.Fate;
import sextant.imports.ImportRecords.Report;
import sextant.imports.ImportTable;
import sextant.imports.web.ImportViews.ColumnLine;
import sextant.imports.web.ImportViews.DonePage;
import sextant.imports.web.ImportViews.ImportPage;
import sextant.imports.web.ImportViews.PreviewPage;
import sextant.imports.web.ImportViews.RefusedLine;
import sextant.imports.web.ImportViews.ShownLine;
import sextant.imports.web.ImportViews.WrongCell;
import sextant.people.Actor;
import sextant.people.ImportsRecords;
import sextant.people.ImportsRecords.Column;
import sextant.people.OpenTo;
import sextant.people.RegisterFiles;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.language.Texts;
import sextant.platform.tables.TableColumn;
import sextant.platform.tables.UnreadableSheet;
import sextant.platform.web.Asked;
import sextant.platform.web.Checks;
import sextant.platform.web.Notice;
import sextant.platform.web.Option;
import sextant.platform.web.Pages;
import sextant.platform.web.UploadedName;

/** Registers from tables: what a table may have, its preview, and its import. */
@Controller
class ImportPages {
    private static final String BECAUSE = "each register asks for the permission of its own";
    private static final int REFUSED_SHOWN = 200;
    private static final int SHOWN = 100;

    private final Pages pages;
    private final ImportRecords imports;
    private final RegisterFiles files;

    ImportPages(Pages pages, ImportRecords imports, RegisterFiles files) {
        this.pages = pages;
        this.imports = imports;
        this.files = files;
    }

    @GetMapping("/import/{code}")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = BECAUSE)
    View show(Actor actor, @PathVariable String code) {
        return pages.show("imports/import.jte", page(actor, imports.register(actor, code), ""));
    }

    /** An empty table with the headings, to be filled in. */
    @GetMapping("/import/{code}/template.{form}")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = BECAUSE)
    void template(Actor actor, @PathVariable String code, @PathVariable String form, HttpServletResponse response)
            throws IOException {
        if (!form.equals("xlsx") && !form.equals("csv")) throw new NotFound("file");
        Texts texts = actor.reader().texts();
        ImportsRecords register = imports.register(actor, code);
        List<TableColumn<String>> columns = register.columns(texts).stream()
                .map(column -> TableColumn.<String>text(column.heading(), row -> row))
                .toList();
        files.send(
                actor,
                form,
                Asked.of("/import/" + code, Map.of()),
                response,
                new RegisterFiles.Sheet<>(code, texts.choice("import.register", code), List.of(), columns),
                moment -> List.of());
    }

    @PostMapping("/import/{code}")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = BECAUSE)
    View send(Actor actor, @PathVariable String code, @RequestParam MultipartFile file) throws IOException {
        ImportsRecords register = imports.register(actor, code);
        try {
            // Before all of it is in memory.
            if (file.getSize() > ImportTable.LIMITS.bytes()) throw ImportTable.tooLarge();
            UUID kept = imports.keep(actor, register, UploadedName.of(file), file.getBytes());
            return pages.redirect(path(code, kept));
        } catch (UnreadableSheet unreadable) {
            return unread(actor, register, unreadable);
        }
    }

    /** A preview until it is imported; from then on what became of it. */
    @GetMapping("/import/{code}/{id}")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = BECAUSE)
    View preview(Actor actor, @PathVariable String code, @PathVariable String id) throws IOException {
        ImportsRecords register = imports.register(actor, code);
        ImportFile file = imports.file(actor, register, parsed(id));
        if (file.outcome().isPresent())
            return pages.show(
                    "imports/done.jte",
                    done(actor, register, file, file.outcome().get()));
        try {
            return preview(
                    actor,
                    register,
                    file,
                    imports.preview(actor, register, file.content(), checks(actor)),
                    HttpStatus.OK);
        } catch (UnreadableSheet unreadable) {
            return unread(actor, register, unreadable);
        }
    }

    @PostMapping("/import/{code}/{id}")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = BECAUSE)
    View add(Actor actor, @PathVariable String code, @PathVariable String id) throws IOException {
        ImportsRecords register = imports.register(actor, code);
        UUID file = parsed(id);
        try {
            Optional<Report> report = imports.add(actor, register, file, checks(actor));
            if (report.isEmpty()) return pages.redirect(path(code, file));
            if (report.get().isRefused())
                return preview(
                        actor,
                        register,
                        imports.file(actor, register, file),
                        report.get(),
                        HttpStatus.UNPROCESSABLE_CONTENT);
            return pages.redirect(
                    register.about().path(),
                    Notice.done(
                            "imported",
                            String.valueOf(report.get().count(Fate.ADDED)),
                            String.valueOf(report.get().count(Fate.ALREADY_THERE))));
        } catch (UnreadableSheet unreadable) {
            return unread(actor, register, unreadable);
        }
    }

    private View unread(Actor actor, ImportsRecords register, UnreadableSheet why) {
        return pages.show(
                "imports/import.jte",
                page(actor, register, actor.reader().texts().choice("sheet.problem", why.code(), why.arguments())),
                HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static ImportPage page(Actor actor, ImportsRecords register, String refused) {
        Texts texts = actor.reader().texts();
        return new ImportPage(
                register.about().code(),
                texts.choice("import.title", register.about().code()),
                texts.choice("import.lead", register.about().code()),
                register.about().path(),
                texts.choice("import.register", register.about().code()),
                register.columns(texts).stream()
                        .map(column -> new ColumnLine(column.heading(), column.needed(), takes(texts, column)))
                        .toList(),
                refused);
    }

    private static String takes(Texts texts, Column column) {
        return column.options().isEmpty()
                ? texts.choice("import.takes", column.takes().code())
                : column.options().stream().map(Option::label).collect(Collectors.joining(", "));
    }

    private View preview(Actor actor, ImportsRecords register, ImportFile file, Report report, HttpStatus status) {
        Texts texts = actor.reader().texts();
        List<ImportRecords.Line> refused = report.of(Fate.REFUSED);
        List<ImportRecords.Line> good = Stream.concat(
                        report.of(Fate.ADDED).stream(), report.of(Fate.ALREADY_THERE).stream())
                .toList();
        int hidden = Math.max(0, refused.size() - REFUSED_SHOWN) + Math.max(0, good.size() - SHOWN);
        int added = report.count(Fate.ADDED);
        return pages.show(
                "imports/preview.jte",
                new PreviewPage(
                        register.about().code(),
                        file.id(),
                        texts.choice("import.title", register.about().code()),
                        register.about().path(),
                        texts.choice("import.register", register.about().code()),
                        file.name(),
                        added,
                        report.count(Fate.ALREADY_THERE),
                        refused.size(),
                        refused.stream()
                                .limit(REFUSED_SHOWN)
                                .map(wrong(texts, register.columns(texts)))
                                .toList(),
                        good.stream()
                                .limit(SHOWN)
                                .map(line -> new ShownLine(
                                        line.line(),
                                        line.name(),
                                        line.fate() == Fate.ADDED ? "" : line.href(),
                                        texts.choice("import.fate", line.fate().code())))
                                .toList(),
                        hidden == 0 ? "" : texts.text("import.more", hidden),
                        report.unread().isEmpty()
                                ? ""
                                : texts.text("import.unread", String.join(", ", report.unread())),
                        refused.isEmpty() && added > 0
                                ? texts.choice("import.add", register.about().code(), added)
                                : ""),
                status);
    }

    private static Function<ImportRecords.Line, RefusedLine> wrong(Texts texts, List<Column> columns) {
        Map<String, String> headings = columns.stream().collect(Collectors.toMap(Column::key, Column::heading));
        return line -> {
            List<WrongCell> cells = new ArrayList<>();
            for (ImportRecords.Wrong one : line.wrong())
                cells.add(new WrongCell(
                        one.line(),
                        headings.getOrDefault(one.problem().field(), ""),
                        one.problem().message(texts)));
            return new RefusedLine(line.line(), line.name(), cells);
        };
    }

    private static DonePage done(Actor actor, ImportsRecords register, ImportFile file, ImportFile.Outcome outcome) {
        Texts texts = actor.reader().texts();
        return new DonePage(
                texts.choice("import.title", register.about().code()),
                register.about().path(),
                texts.choice("import.register", register.about().code()),
                file.name(),
                texts.text("import.done", outcome.added(), outcome.alreadyThere()));
    }

    private static Supplier<Checks> checks(Actor actor) {
        return () -> Checks.typedBy(actor.reader().formats());
    }

    private static String path(String code, UUID file) {
        return "/import/" + code + "/" + file;
    }

    private static UUID parsed(String id) {
        return Ids.parse(id).orElseThrow(() -> new NotFound("import"));
    }
}
