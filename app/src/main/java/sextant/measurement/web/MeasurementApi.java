package sextant.measurement.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import sextant.ledger.Hash;
import sextant.measurement.IntakeProblems;
import sextant.measurement.KpiId;
import sextant.measurement.Kpis;
import sextant.measurement.Measurement;
import sextant.measurement.Measurements;
import sextant.measurement.RecordMeasurements;
import sextant.measurement.RecordMeasurements.Result;
import sextant.measurement.intake.Detection;
import sextant.measurement.intake.Limits;
import sextant.measurement.intake.Mapping;
import sextant.measurement.intake.Outcome;
import sextant.measurement.intake.Rows;
import sextant.measurement.web.KpiResources.BadRow;
import sextant.measurement.web.KpiResources.BatchResource;
import sextant.measurement.web.KpiResources.FileResource;
import sextant.measurement.web.KpiResources.MeasurementRequest;
import sextant.measurement.web.KpiResources.MeasurementResource;
import sextant.measurement.web.KpiViews.MappingForm;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;
import sextant.platform.files.StoredFiles;
import sextant.platform.language.Texts;
import sextant.platform.tables.SentTable;
import sextant.platform.tables.TableForm;
import sextant.platform.tables.UnreadableSheet;
import sextant.platform.web.Answers;
import sextant.platform.web.Checks;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Idempotency;
import sextant.platform.web.KeysetPage;
import sextant.platform.web.Parsed;
import sextant.platform.web.Problems;

/**
 * Measurements for programs: one, many, or a correction. Many come as JSON, NDJSON or CSV of up to 100 MB and a million
 * rows; the same bytes for the same KPI again add nothing, whatever key they come with.
 */
@RestController
@RequestMapping("/api/v1")
class MeasurementApi {
    private static final MediaType NDJSON = MediaType.parseMediaType("application/x-ndjson");
    private static final MediaType CSV = MediaType.parseMediaType("text/csv");
    private static final MediaType XLSX = MediaType.parseMediaType(TableForm.XLSX.mediaType());
    private static final int LARGEST_FILE = 20_000_000;

    private final Transactions transactions;
    private final AsOf asOf;
    private final Kpis kpis;
    private final Measurements measurements;
    private final RecordMeasurements record;
    private final StoredFiles files;
    private final UploadPreview preview;
    private final Idempotency idempotency;

    MeasurementApi(
            Transactions transactions,
            AsOf asOf,
            Kpis kpis,
            Measurements measurements,
            RecordMeasurements record,
            StoredFiles files,
            UploadPreview preview,
            Idempotency idempotency) {
        this.transactions = transactions;
        this.asOf = asOf;
        this.kpis = kpis;
        this.measurements = measurements;
        this.record = record;
        this.files = files;
        this.preview = preview;
        this.idempotency = idempotency;
    }

    /** Newest time first, a correction before what it corrects. */
    @Answers(value = MeasurementResource.class, list = true)
    @GetMapping("/kpis/{id}/measurements")
    @Requires(Permission.KPIS_READ)
    ResponseEntity<Object> measurements(
            Actor actor,
            @PathVariable KpiId id,
            @RequestParam(name = "asOf", defaultValue = "") String moment,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(name = "after", required = false) @Nullable String cursor) {
        return KeysetPage.asked(actor.reader().texts(), Checks.ofRequest(), limit, cursor, page -> {
            Optional<Place> after = page.after().map(Place::parse);
            List<Measurement> found = transactions.read(actor.organization(), asOf.moment(actor, moment), () -> {
                kpis.get(actor.organization(), id);
                int most = page.limit() + 1;
                return after.isEmpty()
                        ? measurements.page(actor.organization(), id, Optional.empty(), most)
                        : measurements.pageAfter(
                                actor.organization(),
                                id,
                                after.get().at(),
                                after.get().correction(),
                                most);
            });
            return page.answer(found, row -> new Place(row.at(), row.correction()).key(), MeasurementResource::of);
        });
    }

    /** One value. Its time must not have another one already: that would be a correction. */
    @Answers(
            value = MeasurementResource.class,
            status = {200, 201})
    @PostMapping("/kpis/{id}/measurements/one")
    @Requires(Permission.MEASUREMENTS_RECORD)
    ResponseEntity<Object> one(
            Actor actor,
            @PathVariable KpiId id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody MeasurementRequest request) {
        return single(actor, id, key, "/measurements/one", request, Checks.ofRequest(), false);
    }

    /** A later row for a time that has a value: both stay, the later one is in effect. */
    @Answers(value = MeasurementResource.class, status = 201)
    @PostMapping("/kpis/{id}/corrections")
    @Requires(Permission.MEASUREMENTS_RECORD)
    ResponseEntity<Object> correct(
            Actor actor,
            @PathVariable KpiId id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody MeasurementRequest request) {
        Checks checks = Checks.ofRequest();
        checks.required("reason", request.reason(), 2000);
        return single(actor, id, key, "/corrections", request, checks, true);
    }

    /**
     * Many values, all good rows or, with {@code mode=all}, none unless all are good. With {@code dryRun=true} nothing is
     * kept and the answer says what would have become of them. What a CSV's columns are is detected where the parameters
     * do not say; columns count from 0.
     */
    @Answers(
            value = BatchResource.class,
            status = {200, 201})
    @PostMapping("/kpis/{id}/measurements")
    @Requires(Permission.MEASUREMENTS_RECORD)
    ResponseEntity<Object> many(
            Actor actor,
            @PathVariable KpiId id,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable MediaType type,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "api") String name,
            MappingForm mapping,
            HttpServletRequest request)
            throws IOException {
        transactions.read(actor.organization(), () -> kpis.get(actor.organization(), id));
        Texts texts = actor.reader().texts();
        if (type == null
                || !(type.isCompatibleWith(MediaType.APPLICATION_JSON)
                        || type.isCompatibleWith(NDJSON)
                        || type.isCompatibleWith(CSV)
                        || type.isCompatibleWith(XLSX)))
            return Problems.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "media-type",
                    texts.text("problem.title.request"),
                    texts.text("problem.detail.media-type"));
        Checks checks = Checks.ofRequest();
        String called = checks.optional("name", name, 120);
        if (!checks.problems().isEmpty()) return Problems.invalid(texts, checks.problems());
        try (Spool spool = Spool.of(request.getInputStream(), Limits.STANDARD.maxBytes())) {
            if (spool.overrun()) return tooLarge(texts);
            SentTable.Content sent = () -> Files.newInputStream(spool.file());
            try (SentTable table = type.isCompatibleWith(XLSX) ? SentTable.of(sent) : SentTable.plain(sent)) {
                return many(actor, id, type, table.text(), spool.digest(), called, mapping, dryRun);
            } catch (UnreadableSheet unreadable) {
                return Problems.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "unreadable-sheet",
                        texts.text("problem.title.unreadable-sheet"),
                        texts.choice("sheet.problem", unreadable.code(), unreadable.arguments()));
            }
        }
    }

    private ResponseEntity<Object> many(
            Actor actor,
            KpiId id,
            MediaType type,
            SentTable.Content rows,
            Hash digest,
            String called,
            MappingForm mapping,
            boolean dryRun)
            throws IOException {
        Optional<RecordMeasurements.Source> source = source(actor, type, rows, mapping);
        if (source.isEmpty())
            return Problems.invalid(actor.reader().texts(), List.of(FieldProblem.of("value", "choose-column")));
        RecordMeasurements.Origin origin = new RecordMeasurements.Origin("api", called, digest);
        RecordMeasurements.Wish wish = new RecordMeasurements.Wish("all".equals(mapping.mode()), dryRun);
        try (InputStream content = rows.open()) {
            return outcome(actor, record.many(actor, id, source.get(), content, origin, wish), dryRun);
        }
    }

    /** Keeps a file that measurements can name as their evidence. */
    @Answers(value = FileResource.class, status = 201)
    @PostMapping("/files")
    @Requires(Permission.MEASUREMENTS_RECORD)
    ResponseEntity<Object> keep(Actor actor, @RequestParam String name, HttpServletRequest request) throws IOException {
        Checks checks = Checks.ofRequest();
        String called = checks.required("name", name, 120).replaceAll("[\\p{Cntrl}\"*:<>?|/\\\\]", "_");
        if (!checks.problems().isEmpty()) return Problems.invalid(actor.reader().texts(), checks.problems());
        byte[] content = request.getInputStream().readNBytes(LARGEST_FILE + 1);
        if (content.length > LARGEST_FILE) return tooLarge(actor.reader().texts());
        Hash digest = transactions.write(
                actor.organization(),
                () -> files.put(actor.organization(), called, "application/octet-stream", content));
        return ResponseEntity.created(URI.create("/api/v1/files/" + digest.hex()))
                .body(new FileResource(digest.hex(), called, content.length));
    }

    @Answers(value = byte[].class, media = "application/octet-stream")
    @GetMapping("/files/{digest}")
    @Requires(Permission.KPIS_READ)
    ResponseEntity<byte[]> file(Actor actor, @PathVariable String digest) {
        StoredFiles.StoredFile file = stored(actor, digest).orElseThrow(() -> new NotFound("file"));
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), java.nio.charset.StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(file.content());
    }

    private ResponseEntity<Object> single(
            Actor actor,
            KpiId id,
            @Nullable String key,
            String path,
            MeasurementRequest request,
            Checks checks,
            boolean correction) {
        return idempotency.once(actor, key, "POST /kpis/" + id + path, request, () -> {
            Optional<StoredFiles.StoredFile> evidence =
                    request.evidence() == null ? Optional.empty() : stored(actor, request.evidence());
            if (request.evidence() != null && evidence.isEmpty())
                checks.reject("evidence", "unknown", request.evidence());
            return switch (KpiForms.measurement(checks, request.form(), actor.organizationZone(), evidence)) {
                case Parsed.Invalid<RecordMeasurements.Single> invalid ->
                    Problems.invalid(actor.reader().texts(), invalid.problems());
                case Parsed.Valid<RecordMeasurements.Single>(var value) -> {
                    Result result = correction
                            ? record.correct(actor, id, value, Objects.requireNonNull(request.reason()))
                            : record.one(actor, id, value);
                    yield switch (result) {
                        case Result.Recorded made ->
                            ResponseEntity.created(URI.create("/api/v1/kpis/" + id + "/measurements"))
                                    .body(row(actor, id, value.at()));
                        case Result.AlreadyRecorded same -> ResponseEntity.ok(row(actor, id, value.at()));
                        default -> outcome(actor, result, false);
                    };
                }
            };
        });
    }

    private MeasurementResource row(Actor actor, KpiId id, Instant at) {
        return transactions
                .read(actor.organization(), () -> measurements.effective(actor.organization(), id, at))
                .map(MeasurementResource::of)
                .orElseThrow();
    }

    private Optional<RecordMeasurements.Source> source(
            Actor actor, MediaType type, SentTable.Content sent, MappingForm form) throws IOException {
        var zone = actor.organizationZone();
        if (type.isCompatibleWith(MediaType.APPLICATION_JSON))
            return Optional.of((input, now, rows) -> Rows.readJson(input, zone, Limits.STANDARD, now, rows));
        if (type.isCompatibleWith(NDJSON))
            return Optional.of((input, now, rows) -> Rows.readNdjson(input, zone, Limits.STANDARD, now, rows));
        try (InputStream head = sent.open()) {
            Optional<Mapping> mapping = preview.mapping(actor, head.readNBytes(Detection.HEAD), form);
            return mapping.map(UploadPreview::source);
        }
    }

    private static ResponseEntity<Object> outcome(Actor actor, Result result, boolean dryRun) {
        Texts texts = actor.reader().texts();
        return switch (result) {
            case Result.Recorded done ->
                ResponseEntity.status(dryRun ? HttpStatus.OK : HttpStatus.CREATED)
                        .body(BatchResource.of(done, actor.reader()));
            case Result.AlreadyRecorded again -> ResponseEntity.ok(BatchResource.again());
            case Result.BadRows(long count, var bad) -> badRows(actor, count, bad);
            case Result.Stopped(Outcome.Stopped why, var bad) ->
                Problems.of(
                        why.reason() instanceof Outcome.Reason.MalformedJson
                                ? HttpStatus.BAD_REQUEST
                                : HttpStatus.CONTENT_TOO_LARGE,
                        "stopped",
                        texts.text("problem.title.unreadable"),
                        IntakeProblems.text(why.reason(), actor.reader()));
            case Result.AlreadyMeasured there ->
                Problems.refused(texts, "already-measured", there.value().toPlainString());
            case Result.NotOfItsKind wrong -> invalid(texts, "value", "not-of-its-kind");
            case Result.InTheFuture future -> invalid(texts, "at", "in-the-future");
            case Result.NothingToCorrect nothing -> invalid(texts, "at", "nothing-to-correct");
            case Result.SameValue same -> invalid(texts, "value", "same-value");
            case Result.Retired retired -> Problems.refused(texts, "kpi-retired");
        };
    }

    private static ResponseEntity<Object> badRows(
            Actor actor, long count, List<sextant.measurement.intake.Row.Bad> bad) {
        return Problems.with(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "bad-rows",
                actor.reader().texts().text("problem.title.bad-rows"),
                actor.reader().texts().text("problem.detail.bad-rows", count),
                "rows",
                bad.stream().map(row -> BadRow.of(row, actor.reader())).toList());
    }

    private static ResponseEntity<Object> invalid(Texts texts, String field, String code) {
        return Problems.invalid(texts, List.of(FieldProblem.of(field, code)));
    }

    private static ResponseEntity<Object> tooLarge(Texts texts) {
        return Problems.of(
                HttpStatus.CONTENT_TOO_LARGE,
                "too-large",
                texts.text("problem.title.too-large"),
                texts.text("problem.detail.too-large"));
    }

    private Optional<StoredFiles.StoredFile> stored(Actor actor, String digest) {
        if (!digest.matches("[0-9a-f]{64}")) return Optional.empty();
        try {
            return Optional.of(transactions.read(
                    actor.organization(),
                    () -> files.get(
                            actor.organization(), Hash.fromBytes(HexFormat.of().parseHex(digest)))));
        } catch (NotFound nothing) {
            return Optional.empty();
        }
    }

    /** Where a page of the list ends. */
    private record Place(Instant at, int correction) {
        String key() {
            return at + " " + correction;
        }

        static Place parse(String key) {
            String[] parts = key.split(" ", 2);
            try {
                return new Place(Instant.parse(parts[0]), Integer.parseInt(parts[parts.length - 1]));
            } catch (DateTimeParseException | NumberFormatException notOurs) {
                throw new NotFound("page");
            }
        }
    }

    /** A request's body, kept in a file that only we can read while it is looked at twice: for its digest, and its rows. */
    private record Spool(Path file, Hash digest, boolean overrun) implements AutoCloseable {
        static Spool of(InputStream body, long most) throws IOException {
            Path file = Files.createTempFile("measurements-", ".body");
            try (var out = Files.newOutputStream(file)) {
                var sha256 = java.security.MessageDigest.getInstance("SHA-256");
                byte[] buffer = new byte[65_536];
                long length = 0;
                for (int n = body.read(buffer); n >= 0 && length <= most; n = body.read(buffer)) {
                    sha256.update(buffer, 0, n);
                    out.write(buffer, 0, n);
                    length += n;
                }
                return new Spool(file, Hash.fromBytes(sha256.digest()), length > most);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }
}
