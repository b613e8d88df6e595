package sextant.documents.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import sextant.documents.EvidencePack;
import sextant.documents.EvidencePacks;
import sextant.documents.PackId;
import sextant.documents.RequestEvidencePack;
import sextant.documents.web.EvidenceViews.PackRequest;
import sextant.documents.web.EvidenceViews.PackResource;
import sextant.objectives.ObjectiveId;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import sextant.platform.web.Answers;
import sextant.platform.web.Checks;
import sextant.platform.web.Idempotency;
import sextant.platform.web.KeysetPage;
import sextant.platform.web.Problems;

/** Evidence packs for programs: ask for one, look until it is ready, take its file. */
@RestController
@RequestMapping("/api/v1/evidence-packs")
class EvidenceApi {
    private final RequestEvidencePack request;
    private final EvidencePacks packs;
    private final PackSending sending;
    private final Transactions transactions;
    private final Idempotency idempotency;

    EvidenceApi(
            RequestEvidencePack request,
            EvidencePacks packs,
            PackSending sending,
            Transactions transactions,
            Idempotency idempotency) {
        this.request = request;
        this.packs = packs;
        this.sending = sending;
        this.transactions = transactions;
        this.idempotency = idempotency;
    }

    @Answers(value = PackResource.class, status = 202)
    @PostMapping
    @Requires(Permission.EVIDENCE_BUILD)
    ResponseEntity<Object> build(
            Actor actor,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody PackRequest asked) {
        Checks checks = Checks.ofRequest();
        checks.required("objective", asked.objective(), 60);
        Optional<UUID> objective = checks.id("objective", asked.objective());
        if (objective.isEmpty()) return Problems.invalid(texts(actor), checks.problems());
        return idempotency.once(
                actor,
                key,
                "POST /evidence-packs",
                asked,
                () -> requested(actor, checks, new ObjectiveId(objective.get())));
    }

    private ResponseEntity<Object> requested(Actor actor, Checks checks, ObjectiveId objective) {
        try {
            PackId id = request.request(actor, objective);
            return ResponseEntity.accepted()
                    .location(URI.create("/api/v1/evidence-packs/" + id))
                    .body(PackResource.of(get(actor, id)));
        } catch (NotFound missing) {
            checks.reject("objective", "unknown", objective);
            return Problems.invalid(texts(actor), checks.problems());
        }
    }

    @Answers(value = PackResource.class, list = true)
    @GetMapping
    @Requires(Permission.EVIDENCE_BUILD)
    ResponseEntity<Object> list(
            Actor actor,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        Checks checks = Checks.ofRequest();
        return KeysetPage.asked(
                texts(actor),
                checks,
                limit,
                after,
                page -> page.answer(
                        transactions.read(
                                actor.organization(),
                                () -> packs.after(actor, page.after().flatMap(Ids::parse), page.limit() + 1)),
                        pack -> pack.id().toString(),
                        PackResource::of));
    }

    @GetMapping("/{id}")
    @Requires(Permission.EVIDENCE_BUILD)
    PackResource show(Actor actor, @PathVariable PackId id) {
        return PackResource.of(get(actor, id));
    }

    /** Null when the file was sent. */
    @Answers(value = byte[].class, media = "application/zip")
    @GetMapping("/{id}/file")
    @Requires(Permission.EVIDENCE_BUILD)
    @Nullable
    ResponseEntity<Object> file(Actor actor, @PathVariable PackId id, HttpServletResponse response) throws IOException {
        EvidencePack pack = get(actor, id);
        switch (pack.state()) {
            case READY -> {
                sending.send(actor, pack, response);
                return null;
            }
            case QUEUED, BUILDING -> {
                return Problems.refused(texts(actor), "evidence-pack-not-ready", pack.progress());
            }
            case FAILED -> {
                return Problems.refused(texts(actor), "evidence-pack-failed");
            }
            case EXPIRED -> {
                return Problems.of(
                        HttpStatus.GONE,
                        "evidence-pack-expired",
                        texts(actor).text("problem.title.evidence-pack-expired"),
                        texts(actor).text("problem.detail.evidence-pack-expired"));
            }
        }
        throw new IllegalStateException("no such state");
    }

    private EvidencePack get(Actor actor, PackId id) {
        return transactions.read(actor.organization(), () -> packs.get(actor, id));
    }

    private static Texts texts(Actor actor) {
        return actor.reader().texts();
    }
}
