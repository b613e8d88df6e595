package sextant.evidence.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
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
import sextant.evidence.EvidencePack;
import sextant.evidence.EvidencePacks;
import sextant.evidence.PackId;
import sextant.evidence.PackScope;
import sextant.evidence.RequestEvidencePack;
import sextant.evidence.web.EvidenceViews.PackRequest;
import sextant.evidence.web.EvidenceViews.PackResource;
import sextant.objectives.ObjectiveId;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.people.UnitId;
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
    private final AskedPack asked;
    private final Transactions transactions;
    private final Idempotency idempotency;

    EvidenceApi(
            RequestEvidencePack request,
            EvidencePacks packs,
            PackSending sending,
            AskedPack asked,
            Transactions transactions,
            Idempotency idempotency) {
        this.request = request;
        this.packs = packs;
        this.sending = sending;
        this.asked = asked;
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
        Optional<Instant> moment = this.asked.moment(actor, checks, Objects.requireNonNullElse(asked.asOf(), ""));
        Optional<PackScope> scope = scope(checks, asked);
        if (scope.isEmpty() || !checks.problems().isEmpty()) return Problems.invalid(texts(actor), checks.problems());
        return idempotency.once(
                actor, key, "POST /evidence-packs", asked, () -> requested(actor, checks, scope.get(), moment));
    }

    /** Exactly one of the four; empty when that is wrong, which the checks then hold. */
    private static Optional<PackScope> scope(Checks checks, PackRequest asked) {
        List<String> given = new ArrayList<>();
        if (asked.objective() != null) given.add("objective");
        if (asked.objectives() != null) given.add("objectives");
        if (asked.unit() != null) given.add("unit");
        if (Boolean.TRUE.equals(asked.register())) given.add("register");
        if (given.size() > 1) {
            checks.reject(given.getLast(), "one-scope");
            return Optional.empty();
        }
        String which = given.isEmpty() ? "objective" : given.getFirst();
        return switch (which) {
            case "unit" ->
                checks.id("unit", checks.required("unit", asked.unit(), 60))
                        .map(id -> new PackScope.OfUnit(new UnitId(id)));
            case "register" -> Optional.of(new PackScope.OfRegister());
            case "objectives" -> chosen(checks, Objects.requireNonNull(asked.objectives()));
            default ->
                checks.id("objective", checks.required("objective", asked.objective(), 60))
                        .map(id -> new PackScope.OfObjective(new ObjectiveId(id)));
        };
    }

    private static Optional<PackScope> chosen(Checks checks, List<String> ids) {
        if (ids.isEmpty()) checks.reject("objectives", "required");
        if (ids.size() > AskedPack.MOST_CHOSEN) checks.reject("objectives", "too-many", AskedPack.MOST_CHOSEN);
        if (!checks.problems().isEmpty()) return Optional.empty();
        return Optional.of(new PackScope.OfChoice(
                checks.ids("objectives", ids).stream().map(ObjectiveId::new).collect(Collectors.toSet())));
    }

    private ResponseEntity<Object> requested(Actor actor, Checks checks, PackScope scope, Optional<Instant> moment) {
        String field = switch (scope) {
            case PackScope.OfObjective one -> "objective";
            case PackScope.OfChoice some -> "objectives";
            case PackScope.OfUnit unit -> "unit";
            case PackScope.OfRegister all -> "register";
        };
        try {
            if (request.request(actor, scope, moment) instanceof RequestEvidencePack.Result.Requested(var id))
                return ResponseEntity.accepted()
                        .location(URI.create("/api/v1/evidence-packs/" + id))
                        .body(PackResource.of(get(actor, id)));
            checks.reject(field, "nothing-to-prove");
        } catch (NotFound missing) {
            checks.reject(field, moment.isEmpty() ? "unknown" : "not-there-then", given(scope));
        }
        return Problems.invalid(texts(actor), checks.problems());
    }

    private static String given(PackScope scope) {
        return switch (scope) {
            case PackScope.OfObjective(var id) -> id.toString();
            case PackScope.OfUnit(var id) -> id.toString();
            case PackScope.OfChoice(var ids) ->
                ids.stream().map(ObjectiveId::toString).sorted().collect(Collectors.joining(", "));
            case PackScope.OfRegister all -> "";
        };
    }

    /** Nobody waits for it any longer. */
    @PostMapping("/{id}/cancellation")
    @Answers(PackResource.class)
    @Requires(Permission.EVIDENCE_BUILD)
    ResponseEntity<Object> cancel(Actor actor, @PathVariable PackId id) {
        return request.cancel(actor, id)
                ? ResponseEntity.ok(PackResource.of(get(actor, id)))
                : Problems.refused(texts(actor), "evidence-pack-over");
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
    ResponseEntity<Object> file(
            Actor actor, @PathVariable PackId id, HttpServletRequest asked, HttpServletResponse response)
            throws IOException {
        EvidencePack pack = get(actor, id);
        switch (pack.state()) {
            case READY -> {
                sending.send(actor, pack, asked, response);
                return null;
            }
            case QUEUED, BUILDING -> {
                return Problems.refused(texts(actor), "evidence-pack-not-ready", pack.progress());
            }
            case CANCELLED -> {
                return Problems.refused(texts(actor), "evidence-pack-cancelled");
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
