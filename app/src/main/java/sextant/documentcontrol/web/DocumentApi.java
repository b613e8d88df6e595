package sextant.documentcontrol.web;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import sextant.approval.Approval;
import sextant.documentcontrol.DecideOnEdition;
import sextant.documentcontrol.Document;
import sextant.documentcontrol.DocumentId;
import sextant.documentcontrol.PrepareEdition;
import sextant.documentcontrol.PrintEdition;
import sextant.documentcontrol.ReadDocuments;
import sextant.documentcontrol.ReadDocuments.Readable;
import sextant.documentcontrol.WriteDocument;
import sextant.documentcontrol.web.DocumentResources.DecisionRequest;
import sextant.documentcontrol.web.DocumentResources.DocumentRequest;
import sextant.documentcontrol.web.DocumentResources.DocumentResource;
import sextant.documentcontrol.web.DocumentResources.EditionRequest;
import sextant.documentcontrol.web.DocumentResources.EditionResource;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import sextant.platform.web.Answers;
import sextant.platform.web.Checks;
import sextant.platform.web.ETag;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Idempotency;
import sextant.platform.web.IfMatch;
import sextant.platform.web.KeysetPage;
import sextant.platform.web.Parsed;
import sextant.platform.web.Problems;

/** Documents, their editions and the decisions on them, for programs. */
@RestController
@RequestMapping("/api/v1/documents")
class DocumentApi {
    private static final Map<String, Approval.Decision> DECISIONS =
            Map.of("approved", Approval.Decision.APPROVED, "returned", Approval.Decision.RETURNED);

    private final Transactions transactions;
    private final AsOf asOf;
    private final ReadDocuments documents;
    private final WriteDocument write;
    private final PrepareEdition prepare;
    private final DecideOnEdition decide;
    private final PrintEdition print;
    private final Idempotency idempotency;

    DocumentApi(
            Transactions transactions,
            AsOf asOf,
            ReadDocuments documents,
            WriteDocument write,
            PrepareEdition prepare,
            DecideOnEdition decide,
            PrintEdition print,
            Idempotency idempotency) {
        this.transactions = transactions;
        this.asOf = asOf;
        this.documents = documents;
        this.write = write;
        this.prepare = prepare;
        this.decide = decide;
        this.print = print;
        this.idempotency = idempotency;
    }

    @Answers(value = DocumentResource.class, list = true)
    @GetMapping
    @Requires(Permission.OBJECTIVES_READ)
    ResponseEntity<Object> list(
            Actor actor,
            @RequestParam(name = "asOf", defaultValue = "") String moment,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        return KeysetPage.asked(
                texts(actor),
                Checks.ofRequest(),
                limit,
                after,
                page -> transactions.read(
                        actor.organization(),
                        asOf.moment(actor, moment),
                        () -> page.answer(
                                page.of(documents.all(actor), DocumentApi::key),
                                DocumentApi::key,
                                DocumentResource::of)));
    }

    private static String key(Readable one) {
        return one.document().id().toString();
    }

    @Answers(DocumentResource.class)
    @GetMapping("/{id}")
    @Requires(Permission.OBJECTIVES_READ)
    ResponseEntity<Object> get(
            Actor actor, @PathVariable DocumentId id, @RequestParam(name = "asOf", defaultValue = "") String moment) {
        return transactions.read(actor.organization(), asOf.moment(actor, moment), () -> {
            Readable in = documents.get(actor, id);
            return ResponseEntity.ok().eTag(ETag.of(in.document().version())).body(DocumentResource.of(in));
        });
    }

    @Answers(value = DocumentResource.class, status = 201)
    @PostMapping
    @Requires(Permission.DOCUMENTS_WRITE)
    ResponseEntity<Object> add(
            Actor actor,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody DocumentRequest request) {
        return idempotency.once(
                actor,
                key,
                "POST /documents",
                request,
                () -> parsed(
                        actor,
                        request,
                        definition -> saved(actor, write.add(actor, definition, text(request.reason())), true)));
    }

    @Answers(DocumentResource.class)
    @PutMapping("/{id}")
    @Requires(Permission.DOCUMENTS_WRITE)
    ResponseEntity<Object> change(
            Actor actor,
            @PathVariable DocumentId id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody DocumentRequest request) {
        if (request.withdrawn() == null)
            return Problems.invalid(texts(actor), List.of(FieldProblem.of("withdrawn", "required")));
        return IfMatch.required(
                texts(actor),
                ifMatch,
                version -> parsed(
                        actor,
                        request,
                        definition -> saved(
                                actor,
                                write.change(
                                        actor,
                                        id,
                                        version,
                                        definition,
                                        Boolean.TRUE.equals(request.withdrawn()),
                                        text(request.reason())),
                                false)));
    }

    private ResponseEntity<Object> parsed(
            Actor actor,
            DocumentRequest request,
            java.util.function.Function<Document.Definition, ResponseEntity<Object>> then) {
        Checks checks = Checks.ofRequest();
        checks.optional("reason", request.reason(), 2000);
        return switch (DocumentForms.definition(checks, request.form())) {
            case Parsed.Invalid<Document.Definition> invalid -> Problems.invalid(texts(actor), invalid.problems());
            case Parsed.Valid<Document.Definition> valid -> then.apply(valid.value());
        };
    }

    private ResponseEntity<Object> saved(Actor actor, WriteDocument.Result result, boolean created) {
        if (!(result instanceof WriteDocument.Result.Saved(var id, var version)))
            return Problems.invalid(
                    texts(actor), DocumentForms.problem(result).stream().toList());
        DocumentResource resource =
                transactions.read(actor.organization(), () -> DocumentResource.of(documents.get(actor, id)));
        ResponseEntity.BodyBuilder answer =
                created ? ResponseEntity.created(URI.create("/api/v1/documents/" + id)) : ResponseEntity.ok();
        return answer.eTag(ETag.of(version)).body(resource);
    }

    @Answers(value = EditionResource.class, list = true)
    @GetMapping("/{id}/editions")
    @Requires(Permission.OBJECTIVES_READ)
    List<EditionResource> editions(Actor actor, @PathVariable DocumentId id) {
        return transactions.read(
                actor.organization(),
                () -> documents.get(actor, id).editions().stream()
                        .map(EditionResource::of)
                        .toList());
    }

    /** Prepares the next one. */
    @Answers(value = EditionResource.class, status = 201)
    @PostMapping("/{id}/editions")
    @Requires(Permission.DOCUMENTS_WRITE)
    ResponseEntity<Object> prepare(
            Actor actor,
            @PathVariable DocumentId id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody EditionRequest request) {
        return idempotency.once(actor, key, "POST /documents/" + id + "/editions", request, () -> {
            Checks checks = Checks.ofRequest();
            var moment = AsOf.typed(actor, checks, "asOf", text(request.asOf()));
            String summary = checks.required("summary", request.summary(), 2000);
            if (!checks.problems().isEmpty()) return Problems.invalid(texts(actor), checks.problems());
            return switch (prepare.prepare(actor, id, moment, summary)) {
                case PrepareEdition.Result.Prepared(var number) ->
                    ResponseEntity.created(URI.create("/api/v1/documents/" + id + "/editions/" + number))
                            .body(edition(actor, id, number));
                case PrepareEdition.Result.Withdrawn withdrawn -> Problems.refused(texts(actor), "document-withdrawn");
                case PrepareEdition.Result.TooManyObjectives(var most) ->
                    Problems.refused(texts(actor), "too-many-objectives", most);
                case PrepareEdition.Result.NotDue other -> throw new IllegalStateException("asked for by hand");
            };
        });
    }

    private EditionResource edition(Actor actor, DocumentId id, int number) {
        return transactions.read(
                actor.organization(),
                () -> documents.get(actor, id).editions().stream()
                        .filter(one -> one.number() == number)
                        .findFirst()
                        .map(EditionResource::of)
                        .orElseThrow(() -> new NotFound("document-edition")));
    }

    @Answers(EditionResource.class)
    @GetMapping("/{id}/editions/{number}")
    @Requires(Permission.OBJECTIVES_READ)
    EditionResource edition(Actor actor, @PathVariable DocumentId id, @PathVariable("number") Integer number) {
        return edition(actor, id, number.intValue());
    }

    /** What it says, as data: the format sextant-document/1, with names filled in. */
    @Answers(Object.class)
    @GetMapping("/{id}/editions/{number}/content")
    @Requires(Permission.OBJECTIVES_READ)
    Map<String, @Nullable Object> content(Actor actor, @PathVariable DocumentId id, @PathVariable int number) {
        return documents
                .open(actor, id, number)
                .content()
                .map(ReadDocuments::data)
                .orElseThrow(() -> new NotFound("file"));
    }

    @Answers(value = byte[].class, media = "application/pdf")
    @GetMapping("/{id}/editions/{number}/pdf")
    @Requires(Permission.OBJECTIVES_READ)
    ResponseEntity<byte[]> pdf(Actor actor, @PathVariable DocumentId id, @PathVariable int number) {
        return file(actor, id, number, "pdf");
    }

    @Answers(value = byte[].class, media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    @GetMapping("/{id}/editions/{number}/docx")
    @Requires(Permission.OBJECTIVES_READ)
    ResponseEntity<byte[]> docx(Actor actor, @PathVariable DocumentId id, @PathVariable int number) {
        return file(actor, id, number, "docx");
    }

    private ResponseEntity<byte[]> file(Actor actor, DocumentId id, int number, String form) {
        PrintEdition.Printed file = EditionPages.file(print, actor, documents.open(actor, id, number), form);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, file.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file.fileName() + "\"")
                .body(file.bytes());
    }

    /** Approves it, or sends it back. */
    @Answers(value = EditionResource.class, status = 201)
    @PostMapping("/{id}/editions/{number}/approvals")
    @Requires(Permission.DOCUMENTS_APPROVE)
    ResponseEntity<Object> decide(
            Actor actor, @PathVariable DocumentId id, @PathVariable int number, @RequestBody DecisionRequest request) {
        Texts texts = texts(actor);
        Checks checks = Checks.ofRequest();
        Optional<Approval.Decision> wanted = checks.requiredChoice("decision", request.decision(), DECISIONS);
        String content = checks.required("content", request.content(), 64);
        String comment = wanted.filter(Approval.Decision.RETURNED::equals).isPresent()
                ? checks.required("comment", request.comment(), 2000)
                : checks.optional("comment", request.comment(), 2000);
        if (wanted.isEmpty() || !checks.problems().isEmpty()) return Problems.invalid(texts, checks.problems());
        Supplier<ResponseEntity<Object>> done =
                () -> ResponseEntity.created(URI.create("/api/v1/documents/" + id + "/editions/" + number))
                        .body(edition(actor, id, number));
        return switch (decide.decide(actor, id, number, EditionPages.seen(content), wanted.get(), comment)) {
            case DecideOnEdition.Result.Approved approved -> done.get();
            case DecideOnEdition.Result.Returned returned -> done.get();
            case DecideOnEdition.Result.AlreadyDecided decided -> Problems.refused(texts, "edition-decided");
            case DecideOnEdition.Result.ContentChanged changed -> Problems.refused(texts, "edition-changed");
            case DecideOnEdition.Result.ApproverHadAHand hand -> Problems.refused(texts, "edition-approver-had-a-hand");
            case DecideOnEdition.Result.Overtaken(var later) -> Problems.refused(texts, "edition-overtaken", later);
            case DecideOnEdition.Result.Withdrawn withdrawn -> Problems.refused(texts, "document-withdrawn");
        };
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }

    private static Texts texts(Actor actor) {
        return actor.reader().texts();
    }
}
