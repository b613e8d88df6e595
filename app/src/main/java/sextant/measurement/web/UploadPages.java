package sextant.measurement.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;
import sextant.measurement.KeepUpload;
import sextant.measurement.Kpi;
import sextant.measurement.KpiId;
import sextant.measurement.Kpis;
import sextant.measurement.RecordMeasurements.Result;
import sextant.measurement.RecordUpload;
import sextant.measurement.Upload;
import sextant.measurement.UploadOutcome;
import sextant.measurement.intake.Mapping;
import sextant.measurement.web.KpiViews.Fact;
import sextant.measurement.web.KpiViews.MappingForm;
import sextant.measurement.web.KpiViews.UploadPage;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.RegisterFiles;
import sextant.people.Requires;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import sextant.platform.tables.TableColumn;
import sextant.platform.tables.UnreadableSheet;
import sextant.platform.web.Asked;
import sextant.platform.web.Notice;
import sextant.platform.web.Pages;
import sextant.platform.web.UploadedName;

/** Uploads: sent, previewed, recorded; a large one is watched while it is recorded. */
@Controller
class UploadPages {
    private final Pages pages;
    private final Transactions transactions;
    private final Kpis kpis;
    private final KeepUpload uploads;
    private final RecordUpload record;
    private final UploadPreview preview;
    private final RegisterFiles files;

    UploadPages(
            Pages pages,
            Transactions transactions,
            Kpis kpis,
            KeepUpload uploads,
            RecordUpload record,
            UploadPreview preview,
            RegisterFiles files) {
        this.pages = pages;
        this.transactions = transactions;
        this.kpis = kpis;
        this.uploads = uploads;
        this.record = record;
        this.preview = preview;
        this.files = files;
    }

    @PostMapping("/kpis/{id}/uploads")
    @Requires(Permission.MEASUREMENTS_RECORD)
    View upload(Actor actor, @PathVariable KpiId id, @RequestParam MultipartFile file) throws IOException {
        kpi(actor, id);
        if (file.isEmpty()) return pages.redirect("/kpis/" + id, Notice.refused("upload-empty"));
        try {
            UUID upload = uploads.keep(actor, id, UploadedName.of(file), file::getInputStream);
            return pages.redirect(path(id, upload));
        } catch (UnreadableSheet unreadable) {
            return pages.redirect(
                    "/kpis/" + id,
                    Notice.refused(
                            "upload-unreadable",
                            actor.reader().texts().choice("sheet.problem", unreadable.code(), unreadable.arguments())));
        }
    }

    /** An empty table with the headings that are recognized, to be filled in. */
    @GetMapping("/kpis/{id}/uploads/template.{form}")
    @Requires(Permission.MEASUREMENTS_RECORD)
    void template(Actor actor, @PathVariable KpiId id, @PathVariable String form, HttpServletResponse response)
            throws IOException {
        Texts texts = actor.reader().texts();
        String name = kpi(actor, id).definition().reference().replaceAll("[^A-Za-z0-9._-]+", "-");
        files.send(
                actor,
                form,
                Asked.of("/kpis/" + id, Map.of()),
                response,
                new RegisterFiles.Sheet<String>(
                        "measurements-" + name,
                        texts.text("measurement.plural"),
                        List.of(),
                        List.of(
                                TableColumn.text(texts.text("upload.column.date"), row -> row),
                                TableColumn.text(texts.text("upload.column.value"), row -> row),
                                TableColumn.text(texts.text("upload.column.note"), row -> row))),
                moment -> List.of());
    }

    /** A preview until it is confirmed; from then on how far it is, and what became of it. */
    @GetMapping("/kpis/{id}/uploads/{upload}")
    @Requires(Permission.MEASUREMENTS_RECORD)
    View show(Actor actor, @PathVariable KpiId id, @PathVariable String upload, MappingForm form) {
        Upload kept = uploads.get(actor, id, uploadId(upload));
        return kept.state().isPreview()
                ? pages.show("measurement/preview.jte", preview.page(actor, kpi(actor, id), kept, form))
                : pages.show("measurement/upload.jte", page(actor, kpi(actor, id), kept));
    }

    @PostMapping("/kpis/{id}/uploads/{upload}")
    @Requires(Permission.MEASUREMENTS_RECORD)
    View record(Actor actor, @PathVariable KpiId id, @PathVariable String upload, MappingForm form) {
        Upload kept = uploads.get(actor, id, uploadId(upload));
        if (!kept.state().isPreview()) return pages.redirect(path(id, kept.id()));
        Optional<Mapping> mapping = preview.mapping(actor, kept, form);
        if (mapping.isEmpty()) return again(actor, id, kept, form);
        return switch (record.record(actor, kept, mapping.get(), "all".equals(form.mode()))) {
            case RecordUpload.Answer.Soon soon -> pages.redirect(path(id, kept.id()));
            case RecordUpload.Answer.Now(Result.Recorded done) -> pages.redirect("/kpis/" + id, recorded(actor, done));
            case RecordUpload.Answer.Now(Result.AlreadyRecorded again) ->
                pages.redirect("/kpis/" + id, Notice.done("upload-again"));
            case RecordUpload.Answer.Now(Result.Retired retired) ->
                pages.redirect("/kpis/" + id, Notice.refused("kpi-retired"));
            case RecordUpload.Answer.Now(Result refused) -> again(actor, id, kept, form);
        };
    }

    private View again(Actor actor, KpiId id, Upload kept, MappingForm form) {
        return pages.show(
                "measurement/preview.jte",
                preview.page(actor, kpi(actor, id), uploads.get(actor, id, kept.id()), form),
                HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static Notice recorded(Actor actor, Result.Recorded done) {
        return done.badRows() + done.different() == 0
                ? Notice.done("upload-recorded", number(actor, done.added()), number(actor, done.unchanged()))
                : Notice.done(
                        "upload-recorded-partly",
                        number(actor, done.added()),
                        number(actor, done.unchanged()),
                        number(actor, done.different()),
                        number(actor, done.badRows()));
    }

    private static UploadPage page(Actor actor, Kpi kpi, Upload upload) {
        Texts texts = actor.reader().texts();
        return new UploadPage(
                kpi.id(),
                kpi.definition().name(),
                upload.name(),
                upload.state().isOpen(),
                upload.progress(),
                texts.choice("upload.state", upload.state().code(), upload.progress()),
                upload.outcome().map(it -> sentence(actor, it)).orElse(""),
                upload.outcome()
                        .filter(it -> it.code().equals("recorded"))
                        .map(it -> facts(actor, it))
                        .orElse(List.of()),
                upload.outcome().map(UploadOutcome::bad).orElse(List.of()),
                upload.outcome()
                        .filter(it -> it.bad().size() < it.badRows())
                        .map(it -> texts.text("upload.bad-lines.first", it.bad().size(), it.badRows()))
                        .orElse(""));
    }

    private static List<Fact> facts(Actor actor, UploadOutcome outcome) {
        Texts texts = actor.reader().texts();
        return List.of(
                new Fact(texts.text("upload.added"), number(actor, outcome.added())),
                new Fact(texts.text("upload.unchanged"), number(actor, outcome.unchanged())),
                new Fact(texts.text("upload.different"), number(actor, outcome.different())),
                new Fact(texts.text("upload.bad"), number(actor, outcome.badRows())));
    }

    static String sentence(Actor actor, UploadOutcome outcome) {
        return actor.reader().texts().choice("upload.outcome", outcome.code(), outcome.badRows(), outcome.reason());
    }

    private Kpi kpi(Actor actor, KpiId id) {
        return transactions.read(actor.organization(), () -> kpis.get(actor.organization(), id));
    }

    private static String path(KpiId id, UUID upload) {
        return "/kpis/" + id + "/uploads/" + upload;
    }

    private static UUID uploadId(String text) {
        return Ids.parse(text).orElseThrow(() -> new NotFound("upload"));
    }

    private static String number(Actor actor, long value) {
        return actor.reader().formats().number(value);
    }
}
