package sextant.objectives.web;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import sextant.approval.ApprovableContent;
import sextant.approval.Approvals;
import sextant.ledger.Hash;
import sextant.ledger.Malformed;
import sextant.measurement.Kpi;
import sextant.measurement.Kpis;
import sextant.objectives.ApprovalResult;
import sextant.objectives.DecideOnObjective;
import sextant.objectives.EditWording;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveId;
import sextant.objectives.ObjectiveTarget;
import sextant.objectives.Objectives;
import sextant.objectives.Smart;
import sextant.objectives.Stage;
import sextant.objectives.web.ObjectiveResources.ApprovalRequest;
import sextant.objectives.web.ObjectiveResources.ApprovalResource;
import sextant.objectives.web.ObjectiveResources.EndRequest;
import sextant.objectives.web.ObjectiveResources.ItemResource;
import sextant.objectives.web.ObjectiveResources.ProposalResource;
import sextant.objectives.web.ObjectiveResources.SmartResource;
import sextant.objectives.web.ObjectiveResources.WordingDecision;
import sextant.objectives.web.ObjectiveResources.WordingRequest;
import sextant.objectives.web.ObjectiveResources.WordingResource;
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
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Idempotency;
import sextant.platform.web.IfMatch;
import sextant.platform.web.Problems;

/** Decisions on objectives for programs: approval of exact content, the end, and other wordings. */
@RestController
@RequestMapping("/api/v1/objectives/{id}")
class DecisionApi {
    private static final Map<String, Stage> OUTCOMES =
            Map.of("achieved", Stage.ACHIEVED, "not-achieved", Stage.NOT_ACHIEVED, "withdrawn", Stage.WITHDRAWN);

    private final Transactions transactions;
    private final AsOf asOf;
    private final Objectives objectives;
    private final Kpis kpis;
    private final Approvals approvals;
    private final DecideOnObjective decide;
    private final EditWording wording;
    private final Idempotency idempotency;

    DecisionApi(
            Transactions transactions,
            AsOf asOf,
            Objectives objectives,
            Kpis kpis,
            Approvals approvals,
            DecideOnObjective decide,
            EditWording wording,
            Idempotency idempotency) {
        this.transactions = transactions;
        this.asOf = asOf;
        this.objectives = objectives;
        this.kpis = kpis;
        this.approvals = approvals;
        this.decide = decide;
        this.wording = wording;
        this.idempotency = idempotency;
    }

    /** The newest version as a decision would take it, with the hash that a decision must name. */
    @Answers(ProposalResource.class)
    @GetMapping("/proposal")
    @Requires(Permission.OBJECTIVES_READ)
    ResponseEntity<Object> proposal(Actor actor, @PathVariable ObjectiveId id) {
        return transactions.read(actor.organization(), () -> {
            Objective objective = seen(actor, id);
            Objective.Version proposal = objective.latest();
            if (!Sight.maySee(actor, objective, proposal)) throw new NotFound(Objectives.KIND);
            ApprovableContent content = decide.contentOf(actor.organization(), objective, proposal);
            var used = kpis.among(
                    actor.organization(),
                    proposal.content().targets().stream()
                            .map(ObjectiveTarget::kpi)
                            .toList());
            Map<sextant.measurement.KpiId, Kpi> byId = new HashMap<>();
            used.forEach(kpi -> byId.put(kpi.id(), kpi));
            return ResponseEntity.ok(new ProposalResource(
                    proposal.number(),
                    proposal.stage().code(),
                    Smart.check(proposal.content(), byId).stream()
                            .map(SmartResource::of)
                            .toList(),
                    content.items().stream().map(ItemResource::of).toList(),
                    content.hash().hex()));
        });
    }

    @Answers(value = ApprovalResource.class, list = true)
    @GetMapping("/approvals")
    @Requires(Permission.OBJECTIVES_READ)
    ResponseEntity<Object> approvals(
            Actor actor, @PathVariable ObjectiveId id, @RequestParam(name = "asOf", defaultValue = "") String moment) {
        return transactions.read(actor.organization(), asOf.moment(actor, moment), () -> {
            Objective objective = seen(actor, id);
            return ResponseEntity.ok(approvals.of(actor.organization(), objective.record()).stream()
                    .map(ApprovalResource::of)
                    .toList());
        });
    }

    /** Approves or returns exactly the content that the hash stands for. */
    @Answers(value = ApprovalResource.class, status = 201)
    @PostMapping("/approvals")
    @Requires(Permission.OBJECTIVES_APPROVE)
    ResponseEntity<Object> decide(
            Actor actor,
            @PathVariable ObjectiveId id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody ApprovalRequest request) {
        Checks checks = Checks.ofRequest();
        Optional<Boolean> approves =
                checks.requiredChoice("decision", request.decision(), Map.of("approved", true, "returned", false));
        String comment = checks.required("comment", request.comment(), 4000);
        Optional<Hash> content = hash(checks, request.content());
        Map<String, String> findings = new HashMap<>();
        if (request.findings() != null)
            request.findings()
                    .forEach((letter, text) -> findings.put(letter, checks.optional("findings." + letter, text, 4000)));
        if (!checks.problems().isEmpty()) return Problems.invalid(texts(actor), checks.problems());
        return idempotency.once(
                actor,
                key,
                "POST /objectives/" + id + "/approvals",
                request,
                () -> answer(
                        actor,
                        id,
                        approves.orElseThrow()
                                ? decide.approve(actor, id, content.orElseThrow(), comment, findings)
                                : decide.returned(actor, id, content.orElseThrow(), comment, findings)));
    }

    /** Closes the approved version with its evaluation, or withdraws it with the reason. */
    @Answers(status = 204)
    @PostMapping("/end")
    @Requires(Permission.OBJECTIVES_CLOSE)
    ResponseEntity<Object> end(
            Actor actor,
            @PathVariable ObjectiveId id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody EndRequest request) {
        Checks checks = Checks.ofRequest();
        Optional<Stage> outcome = checks.requiredChoice("outcome", request.outcome(), OUTCOMES);
        String conclusion = checks.required("conclusion", request.conclusion(), 4000);
        if (!checks.problems().isEmpty()) return Problems.invalid(texts(actor), checks.problems());
        return IfMatch.requiredCounters(
                texts(actor),
                ifMatch,
                read -> decide.end(actor, id, read.getFirst(), outcome.orElseThrow(), conclusion)
                        ? ResponseEntity.noContent().build()
                        : Problems.refused(texts(actor), "cannot-end"));
    }

    /** Other wordings that wait or were confirmed, newest first. */
    @Answers(value = WordingResource.class, list = true)
    @GetMapping("/wordings")
    @Requires(Permission.OBJECTIVES_READ)
    ResponseEntity<Object> wordings(
            Actor actor, @PathVariable ObjectiveId id, @RequestParam(name = "asOf", defaultValue = "") String moment) {
        return transactions.read(actor.organization(), asOf.moment(actor, moment), () -> {
            seen(actor, id);
            return ResponseEntity.ok(wording.of(actor.organization(), id).stream()
                    .map(WordingResource::of)
                    .toList());
        });
    }

    @Answers(value = WordingResource.class, status = 201)
    @PostMapping("/wordings")
    @Requires(Permission.OBJECTIVES_WRITE)
    ResponseEntity<Object> reword(
            Actor actor,
            @PathVariable ObjectiveId id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody WordingRequest request) {
        Checks checks = Checks.ofRequest();
        Optional<String> field = checks.requiredChoice("field", request.field(), EditWording.FIELDS);
        String text = checks.required(
                "text", request.text(), field.filter("title"::equals).isPresent() ? 200 : 4000);
        String reason = checks.required("reason", request.reason(), 2000);
        if (!checks.problems().isEmpty()) return Problems.invalid(texts(actor), checks.problems());
        return idempotency.once(
                actor,
                key,
                "POST /objectives/" + id + "/wordings",
                request,
                () -> answer(actor, id, wording.make(actor, id, field.orElseThrow(), text, reason)));
    }

    /** Confirms another wording, or refuses it. Whoever made it cannot confirm it. */
    @Answers(status = 204)
    @PostMapping("/wordings/{change}/decision")
    @Requires(Permission.OBJECTIVES_READ)
    ResponseEntity<Object> decideWording(
            Actor actor,
            @PathVariable ObjectiveId id,
            @PathVariable String change,
            @RequestBody WordingDecision request) {
        UUID changeId = Ids.parse(change).orElseThrow(() -> new NotFound("editorial change"));
        if (request.confirm() == null)
            return Problems.invalid(texts(actor), List.of(FieldProblem.of("confirm", "required")));
        return answer(actor, id, wording.decide(actor, id, changeId, request.confirm()));
    }

    private ResponseEntity<Object> answer(Actor actor, ObjectiveId id, ApprovalResult result) {
        Texts texts = texts(actor);
        return switch (result) {
            case ApprovalResult.Approved approved -> newest(actor, id);
            case ApprovalResult.Returned returned -> newest(actor, id);
            case ApprovalResult.ApproverIsWriter writer -> Problems.refused(texts, "approver-is-writer");
            case ApprovalResult.ApproverIsOwner owner -> Problems.refused(texts, "approver-is-owner");
            case ApprovalResult.ContentChanged(Hash now) ->
                Problems.with(
                        org.springframework.http.HttpStatus.CONFLICT,
                        "content-changed",
                        texts.text("problem.title.refused"),
                        texts.choice("refusal", "content-changed"),
                        "content",
                        now.hex());
            case ApprovalResult.NotProposed none -> Problems.refused(texts, "not-proposed");
        };
    }

    private ResponseEntity<Object> answer(Actor actor, ObjectiveId id, EditWording.Result result) {
        Texts texts = texts(actor);
        return switch (result) {
            case EditWording.Result.Made made -> {
                var change = transactions
                        .read(actor.organization(), () -> wording.of(actor.organization(), id))
                        .getFirst();
                yield ResponseEntity.created(URI.create("/api/v1/objectives/" + id + "/wordings"))
                        .body(WordingResource.of(change));
            }
            case EditWording.Result.Confirmed done -> ResponseEntity.noContent().build();
            case EditWording.Result.Refused done -> ResponseEntity.noContent().build();
            case EditWording.Result.NotApproved no -> Problems.refused(texts, "wording-not-possible");
            case EditWording.Result.SameWording no ->
                Problems.invalid(texts, List.of(FieldProblem.of("text", "same-wording")));
            case EditWording.Result.NeedsSecondPerson no -> Problems.refused(texts, "wording-second-person");
            case EditWording.Result.TextChanged no -> Problems.refused(texts, "wording-text-changed");
        };
    }

    private ResponseEntity<Object> newest(Actor actor, ObjectiveId id) {
        ApprovalResource made = transactions.read(
                actor.organization(),
                () -> ApprovalResource.of(approvals
                        .of(
                                actor.organization(),
                                objectives.get(actor.organization(), id).record())
                        .getFirst()));
        return ResponseEntity.created(URI.create("/api/v1/objectives/" + id + "/approvals"))
                .body(made);
    }

    private Objective seen(Actor actor, ObjectiveId id) {
        Objective objective = objectives.get(actor.organization(), id);
        if (!Sight.maySee(actor, objective, objective.shown())) throw new NotFound(Objectives.KIND);
        return objective;
    }

    private static Optional<Hash> hash(Checks checks, @Nullable String text) {
        String given = checks.required("content", text, 100);
        if (given.isEmpty()) return Optional.empty();
        try {
            return Optional.of(Hash.fromHex(Objects.requireNonNull(given)));
        } catch (Malformed notAHash) {
            checks.reject("content", "unknown", given);
            return Optional.empty();
        }
    }

    private static Texts texts(Actor actor) {
        return actor.reader().texts();
    }
}
