package sextant.measurement.web;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;
import sextant.ledger.Hash;
import sextant.measurement.Kpi;
import sextant.measurement.KpiId;
import sextant.measurement.Kpis;
import sextant.measurement.RecordMeasurements;
import sextant.measurement.RecordMeasurements.Result;
import sextant.measurement.web.KpiViews.MeasurementForm;
import sextant.measurement.web.KpiViews.MeasurementPage;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;
import sextant.platform.files.StoredFiles;
import sextant.platform.web.Checks;
import sextant.platform.web.Errors;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Notice;
import sextant.platform.web.Pages;
import sextant.platform.web.Parsed;
import sextant.platform.web.UploadedName;

/** Measurements by hand, their corrections, and the files that came with them. */
@Controller
class MeasurementPages {
    private static final int LARGEST_EVIDENCE = 20_000_000;

    private final Pages pages;
    private final Transactions transactions;
    private final Kpis kpis;
    private final RecordMeasurements record;
    private final StoredFiles files;

    MeasurementPages(Pages pages, Transactions transactions, Kpis kpis, RecordMeasurements record, StoredFiles files) {
        this.pages = pages;
        this.transactions = transactions;
        this.kpis = kpis;
        this.record = record;
        this.files = files;
    }

    @GetMapping("/kpis/{id}/measurements/new")
    @Requires(Permission.MEASUREMENTS_RECORD)
    View enter(
            Actor actor,
            @PathVariable KpiId id,
            @RequestParam(defaultValue = "") String corrects,
            @RequestParam(defaultValue = "") String was) {
        return show(actor, id, !corrects.isEmpty(), was, new MeasurementForm(corrects, "", "", "", ""), Errors.NONE);
    }

    @PostMapping("/kpis/{id}/measurements/new")
    @Requires(Permission.MEASUREMENTS_RECORD)
    View record(
            Actor actor,
            @PathVariable KpiId id,
            MeasurementForm form,
            @RequestParam(defaultValue = "false") boolean correction,
            @RequestParam(defaultValue = "") String was,
            @RequestParam(required = false) @Nullable MultipartFile evidence)
            throws IOException {
        Checks checks = Checks.typedBy(actor.reader().formats());
        String reason = correction ? checks.required("reason", form.reason(), 2000) : "";
        Parsed<RecordMeasurements.Single> parsed =
                KpiForms.measurement(checks, form, actor.organizationZone(), evidence(checks, evidence));
        return switch (parsed) {
            case Parsed.Invalid<RecordMeasurements.Single> invalid ->
                show(actor, id, correction, was, form, new Errors(invalid.problems()));
            case Parsed.Valid<RecordMeasurements.Single> valid -> {
                Result result = correction
                        ? record.correct(actor, id, valid.value(), reason)
                        : record.one(actor, id, valid.value());
                yield outcome(actor, id, correction, was, form, result);
            }
        };
    }

    /** Always as a download, never shown in the browser: what somebody uploaded is not ours to run. */
    @GetMapping("/evidence/{digest}")
    @Requires(Permission.KPIS_READ)
    ResponseEntity<byte[]> evidence(Actor actor, @PathVariable String digest) {
        if (!digest.matches("[0-9a-f]{64}")) throw new NotFound("file");
        StoredFiles.StoredFile file = transactions.read(
                actor.organization(),
                () -> files.get(
                        actor.organization(), Hash.fromBytes(HexFormat.of().parseHex(digest))));
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), java.nio.charset.StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(file.content());
    }

    private View outcome(Actor actor, KpiId id, boolean correction, String was, MeasurementForm form, Result result) {
        return switch (result) {
            case Result.Recorded done ->
                pages.redirect(
                        "/kpis/" + id, Notice.done(correction ? "measurement-corrected" : "measurement-recorded"));
            case Result.AlreadyRecorded again -> pages.redirect("/kpis/" + id, Notice.done("measurement-again"));
            case Result.AlreadyMeasured there ->
                refused(
                        actor,
                        id,
                        correction,
                        was,
                        form,
                        FieldProblem.of(
                                "at",
                                "already-measured",
                                actor.reader().formats().number(there.value())));
            case Result.NotOfItsKind wrong ->
                refused(actor, id, correction, was, form, FieldProblem.of("value", "not-of-its-kind"));
            case Result.InTheFuture future ->
                refused(actor, id, correction, was, form, FieldProblem.of("at", "in-the-future"));
            case Result.NothingToCorrect nothing ->
                refused(actor, id, correction, was, form, FieldProblem.of("at", "nothing-to-correct"));
            case Result.SameValue same ->
                refused(actor, id, correction, was, form, FieldProblem.of("value", "same-value"));
            case Result.Retired retired -> pages.redirect("/kpis/" + id, Notice.refused("kpi-retired"));
            case Result.BadRows bad -> throw new IllegalStateException("a single value has no rows");
            case Result.Stopped stopped -> throw new IllegalStateException("a single value has no rows");
        };
    }

    private View refused(
            Actor actor, KpiId id, boolean correction, String was, MeasurementForm form, FieldProblem problem) {
        return show(actor, id, correction, was, form, new Errors(List.of(problem)));
    }

    private View show(Actor actor, KpiId id, boolean correction, String was, MeasurementForm form, Errors errors) {
        Kpi kpi = kpi(actor, id);
        return pages.show(
                "measurement/measurement.jte",
                new MeasurementPage(
                        id,
                        kpi.definition().name(),
                        kpi.definition().unitOfMeasure(),
                        correction,
                        was.length() > 40 ? "" : was,
                        form,
                        errors),
                errors.any() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    }

    private Kpi kpi(Actor actor, KpiId id) {
        return transactions.read(actor.organization(), () -> kpis.get(actor.organization(), id));
    }

    private static Optional<StoredFiles.StoredFile> evidence(Checks checks, @Nullable MultipartFile file)
            throws IOException {
        if (file == null || file.isEmpty()) return Optional.empty();
        if (file.getSize() > LARGEST_EVIDENCE) {
            checks.reject("evidence", "file-too-large", LARGEST_EVIDENCE / 1_000_000);
            return Optional.empty();
        }
        String type = Objects.requireNonNullElse(file.getContentType(), "application/octet-stream");
        return Optional.of(new StoredFiles.StoredFile(UploadedName.of(file), type, file.getBytes()));
    }
}
