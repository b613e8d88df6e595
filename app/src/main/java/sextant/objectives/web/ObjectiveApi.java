package sextant.objectives.web;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveContent;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Objectives;
import sextant.objectives.WriteObjective;
import sextant.objectives.web.ObjectiveResources.ObjectiveRequest;
import sextant.objectives.web.ObjectiveResources.ObjectiveResource;
import sextant.objectives.web.ObjectiveResources.SmartResource;
import sextant.objectives.web.ObjectiveResources.VersionResource;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import sextant.platform.web.Answers;
import sextant.platform.web.Checks;
import sextant.platform.web.ETag;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Idempotency;
import sextant.platform.web.IfMatch;
import sextant.platform.web.Parsed;
import sextant.platform.web.Problems;

/** Objectives for programs: written, read as of any moment, proposed. Decisions on them are {@link DecisionApi}'s. */
@RestController
@RequestMapping("/api/v1/objectives")
class ObjectiveApi {
    private final Transactions transactions;
    private final Objectives objectives;
    private final AsOf asOfs;
    private final WriteObjective write;
    private final Idempotency idempotency;
    private final Ids ids;
    private final Clock clock;

    ObjectiveApi(
            Transactions transactions,
            Objectives objectives,
            AsOf asOfs,
            WriteObjective write,
            Idempotency idempotency,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.objectives = objectives;
        this.asOfs = asOfs;
        this.write = write;
        this.idempotency = idempotency;
        this.ids = ids;
        this.clock = clock;
    }

    /** Makes a draft. Without a reference number it gets the next free one. */
    @Answers(value = ObjectiveResource.class, status = 201)
    @PostMapping
    @Requires(Permission.OBJECTIVES_WRITE)
    ResponseEntity<Object> create(
            Actor actor,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody ObjectiveRequest request) {
        return idempotency.once(
                actor,
                key,
                "POST /objectives",
                request,
                () -> transactions.write(actor.organization(), () -> {
                    String free = objectives.nextReference(actor.organization());
                    Checks checks = Checks.ofRequest();
                    var form = request.form(free);
                    String reference = checks.required("reference", form.reference(), 40);
                    return switch (ObjectiveForms.content(checks, form, ids::next)) {
                        case Parsed.Invalid<ObjectiveContent> invalid ->
                            Problems.invalid(texts(actor), invalid.problems());
                        case Parsed.Valid<ObjectiveContent>(var content) ->
                            saved(actor, write.create(actor, reference, content), HttpStatus.CREATED);
                    };
                }));
    }

    /** @param asOf a date or an RFC 3339 instant; what was recorded at that moment, under today's permissions */
    @Answers(ObjectiveResource.class)
    @GetMapping("/{id}")
    @Requires(Permission.OBJECTIVES_READ)
    ResponseEntity<Object> objective(
            Actor actor, @PathVariable ObjectiveId id, @RequestParam(defaultValue = "") String asOf) {
        Optional<Instant> moment = asOfs.moment(actor, asOf);
        return transactions.read(actor.organization(), moment, () -> {
            Objective objective = objectives.get(actor.organization(), id);
            return answer(actor, objective, HttpStatus.OK, moment.isEmpty());
        });
    }

    /** Every version, newest first. */
    @Answers(value = VersionResource.class, list = true)
    @GetMapping("/{id}/versions")
    @Requires(Permission.OBJECTIVES_READ)
    ResponseEntity<Object> versions(
            Actor actor, @PathVariable ObjectiveId id, @RequestParam(name = "asOf", defaultValue = "") String moment) {
        return transactions.read(actor.organization(), asOfs.moment(actor, moment), () -> {
            Objective objective = objectives.get(actor.organization(), id);
            if (!Sight.maySee(actor, objective, objective.shown())) throw new NotFound(Objectives.KIND);
            return ResponseEntity.ok(objectives.versions(actor.organization(), id).stream()
                    .filter(version -> Sight.maySee(actor, objective, version))
                    .map(VersionResource::of)
                    .toList());
        });
    }

    /** Writes the draft; where the newest version is approved, this makes a new draft beside it. */
    @Answers(ObjectiveResource.class)
    @PutMapping("/{id}")
    @Requires(Permission.OBJECTIVES_WRITE)
    ResponseEntity<Object> edit(
            Actor actor,
            @PathVariable ObjectiveId id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ObjectiveRequest request) {
        Objective now = transactions.read(actor.organization(), () -> objectives.get(actor.organization(), id));
        Checks checks = Checks.ofRequest();
        String reason = checks.optional("reason", request.reason(), 2000);
        if (request.reference() != null && !request.reference().equals(now.reference()))
            checks.reject("reference", "reference-fixed");
        return IfMatch.requiredCounters(texts(actor), ifMatch, read -> switch (ObjectiveForms.content(
                checks, request.form(now.reference()), ObjectiveForms.targets(now), ids::next)) {
            case Parsed.Invalid<ObjectiveContent> invalid -> Problems.invalid(texts(actor), invalid.problems());
            case Parsed.Valid<ObjectiveContent>(var content) ->
                saved(actor, write.edit(actor, id, read.get(1), read.get(2), content, reason), HttpStatus.OK);
        });
    }

    /** Puts the draft up for approval, when SMART finds nothing missing. */
    @Answers(ObjectiveResource.class)
    @PostMapping("/{id}/proposal")
    @Requires(Permission.OBJECTIVES_WRITE)
    ResponseEntity<Object> propose(Actor actor, @PathVariable ObjectiveId id) {
        return switch (write.propose(actor, id)) {
            case WriteObjective.Proposal.Proposed done -> read(actor, id, HttpStatus.OK);
            case WriteObjective.Proposal.NotADraft no -> Problems.refused(texts(actor), "not-a-draft");
            case WriteObjective.Proposal.NotSmart(var findings) ->
                Problems.with(
                        HttpStatus.CONFLICT,
                        "not-smart",
                        texts(actor).text("problem.title.refused"),
                        texts(actor).choice("refusal", "not-smart"),
                        "smart",
                        findings.stream().map(SmartResource::of).toList());
        };
    }

    private ResponseEntity<Object> saved(Actor actor, WriteObjective.Result result, HttpStatus status) {
        return switch (result) {
            case WriteObjective.Result.Saved saved -> read(actor, saved.objective(), status);
            case WriteObjective.Result.ReferenceTaken taken -> invalid(actor, "reference", "reference-taken");
            case WriteObjective.Result.NoSuchOwner none -> invalid(actor, "owner", "no-such-person");
            case WriteObjective.Result.NoSuchTeam none -> invalid(actor, "teams", "no-such-team");
            case WriteObjective.Result.NoSuchObjective none -> invalid(actor, "serves", "serves-unknown");
            case WriteObjective.Result.NotAbove none -> invalid(actor, "serves", "serves-not-above");
            case WriteObjective.Result.NoSuchKpi none -> invalid(actor, "targets", "no-such-kpi");
            case WriteObjective.Result.Ended ended -> Problems.refused(texts(actor), "objective-ended");
        };
    }

    private ResponseEntity<Object> read(Actor actor, ObjectiveId id, HttpStatus status) {
        return transactions.read(
                actor.organization(), () -> answer(actor, objectives.get(actor.organization(), id), status, true));
    }

    private static ResponseEntity<Object> answer(
            Actor actor, Objective objective, HttpStatus status, boolean isPresent) {
        if (!Sight.maySee(actor, objective, objective.shown())) throw new NotFound(Objectives.KIND);
        Objective seen = Sight.maySee(actor, objective, objective.latest())
                ? objective
                : new Objective(
                        objective.id(),
                        objective.reference(),
                        objective.version(),
                        objective.shown(),
                        objective.current());
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        if (status == HttpStatus.CREATED) answer.location(URI.create("/api/v1/objectives/" + objective.id()));
        if (isPresent)
            answer.eTag(ETag.of(
                    objective.version(), seen.latest().number(), seen.latest().revision()));
        return answer.body(ObjectiveResource.of(seen));
    }

    private static ResponseEntity<Object> invalid(Actor actor, String field, String code) {
        return Problems.invalid(texts(actor), List.of(FieldProblem.of(field, code)));
    }

    private static Texts texts(Actor actor) {
        return actor.reader().texts();
    }
}
