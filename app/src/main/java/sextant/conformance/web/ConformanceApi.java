package sextant.conformance.web;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import sextant.conformance.AcceptGap;
import sextant.conformance.AcceptedGap;
import sextant.conformance.Conformance;
import sextant.conformance.Conformance.Verdict;
import sextant.conformance.FindingWords;
import sextant.conformance.RegisterConformance;
import sextant.conformance.RegisterConformance.Standing;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Objectives;
import sextant.objectives.Requirement;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import sextant.platform.web.Answers;
import sextant.platform.web.Checks;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Idempotency;
import sextant.platform.web.KeysetPage;
import sextant.platform.web.Problems;

/** The verdict on each letter of 6.2 for programs, and accepted gaps. */
@RestController
@RequestMapping("/api/v1/conformance")
class ConformanceApi {
    record AcceptedResource(String reason, UUID acceptedBy, Instant acceptedAt, LocalDate until) {
        static AcceptedResource of(AcceptedGap it) {
            return new AcceptedResource(it.reason(), it.acceptedBy(), it.acceptedAt(), it.until());
        }
    }

    /**
     * @param state conforms, gap, accepted or not-due; an accepted gap is still a gap
     * @param code of the finding; text says it in the asker's language
     * @param link the page with the evidence, or with the field that mends the gap
     */
    record LetterResource(
            String requirement,
            String state,
            String code,
            String text,
            String link,
            @Nullable AcceptedResource accepted) {
        static LetterResource of(Verdict it, FindingWords words) {
            return new LetterResource(
                    it.requirement().code(),
                    it.state().code(),
                    FindingWords.code(it.finding()),
                    words.text(it.finding()),
                    FindingWords.link(it.finding()),
                    it.accepted().map(AcceptedResource::of).orElse(null));
        }
    }

    record LettersOfObjective(UUID objective, String reference, String title, List<LetterResource> letters) {}

    record AcceptanceRequest(
            @Nullable String reason, @Nullable LocalDate until) {}

    private final Transactions transactions;
    private final AsOf asOf;
    private final Objectives objectives;
    private final Conformance conformance;
    private final RegisterConformance register;
    private final AcceptGap acceptGap;
    private final Idempotency idempotency;
    private final Clock clock;

    ConformanceApi(
            Transactions transactions,
            AsOf asOf,
            Objectives objectives,
            Conformance conformance,
            RegisterConformance register,
            AcceptGap acceptGap,
            Idempotency idempotency,
            Clock clock) {
        this.transactions = transactions;
        this.asOf = asOf;
        this.objectives = objectives;
        this.conformance = conformance;
        this.register = register;
        this.acceptGap = acceptGap;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** Every objective that has not ended, by reference number. */
    @Answers(value = LettersOfObjective.class, list = true)
    @GetMapping
    @Requires(Permission.CONFORMANCE_READ)
    ResponseEntity<Object> board(
            Actor actor,
            @RequestParam(name = "asOf", defaultValue = "") String moment,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        return KeysetPage.asked(
                texts(actor),
                Checks.ofRequest(),
                limit,
                after,
                page -> transactions.read(actor.organization(), asOf.moment(actor, moment), () -> {
                    List<ObjectiveId> wanted = page
                            .of(
                                    register.all(actor).stream()
                                            .filter(one -> actor.may(Permission.CONFORMANCE_READ, one.unit()))
                                            .toList(),
                                    Standing::reference)
                            .stream()
                            .map(Standing::objective)
                            .toList();
                    List<Objective> found = objectives.among(actor.organization(), wanted);
                    Map<ObjectiveId, List<Verdict>> verdicts = conformance.of(actor, found, Transactions.now(clock));
                    FindingWords words = new FindingWords(actor.reader());
                    return page.answer(
                            found,
                            Objective::reference,
                            one -> resource(one, verdicts.getOrDefault(one.id(), List.of()), words));
                }));
    }

    @Answers(LettersOfObjective.class)
    @GetMapping("/{id}")
    @Requires(Permission.CONFORMANCE_READ)
    ResponseEntity<Object> objective(
            Actor actor, @PathVariable ObjectiveId id, @RequestParam(name = "asOf", defaultValue = "") String moment) {
        return transactions.read(actor.organization(), asOf.moment(actor, moment), () -> {
            Objective objective = objectives.get(actor.organization(), id);
            if (!actor.may(
                    Permission.CONFORMANCE_READ, objective.shown().content().unit()))
                throw new NotFound(Objectives.KIND);
            return ResponseEntity.ok(resource(
                    objective,
                    conformance.of(actor, objective, Transactions.now(clock)),
                    new FindingWords(actor.reader())));
        });
    }

    /** Accepts a gap until a day at most a year ahead; accepting again replaces what was accepted before. */
    @Answers(value = AcceptedResource.class, status = 201)
    @PostMapping("/{id}/{letter}/acceptances")
    @Requires(Permission.GAPS_ACCEPT)
    ResponseEntity<Object> accept(
            Actor actor,
            @PathVariable ObjectiveId id,
            @PathVariable String letter,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody AcceptanceRequest request) {
        Requirement requirement = requirement(letter);
        Checks checks = Checks.ofRequest();
        String reason = checks.required("reason", request.reason(), 2000);
        LocalDate until = request.until();
        if (until == null) checks.reject("until", "required");
        if (until == null || !checks.problems().isEmpty()) return Problems.invalid(texts(actor), checks.problems());
        String endpoint = "POST /conformance/" + id + "/" + letter + "/acceptances";
        return idempotency.once(actor, key, endpoint, request, () -> switch (acceptGap.accept(
                actor, id, requirement, reason, until)) {
            case AcceptGap.Result.Accepted(AcceptedGap gap) ->
                ResponseEntity.created(URI.create("/api/v1/conformance/" + id)).body(AcceptedResource.of(gap));
            case AcceptGap.Result.NoGap none -> Problems.refused(texts(actor), "no-gap");
            case AcceptGap.Result.UntilOutOfRange(var first, var last) ->
                Problems.invalid(texts(actor), List.of(FieldProblem.of("until", "date-range", first, last)));
        });
    }

    @Answers(status = 204)
    @DeleteMapping("/{id}/{letter}/acceptances")
    @Requires(Permission.GAPS_ACCEPT)
    ResponseEntity<Object> end(Actor actor, @PathVariable ObjectiveId id, @PathVariable String letter) {
        acceptGap.end(actor, id, requirement(letter), "");
        return ResponseEntity.noContent().build();
    }

    private static LettersOfObjective resource(Objective objective, List<Verdict> verdicts, FindingWords words) {
        return new LettersOfObjective(
                objective.id().value(),
                objective.reference(),
                objective.shown().content().title(),
                verdicts.stream().map(one -> LetterResource.of(one, words)).toList());
    }

    private static Requirement requirement(String letter) {
        return Optional.ofNullable(ConformancePages.LETTERS.get(letter)).orElseThrow(() -> new NotFound("requirement"));
    }

    private static Texts texts(Actor actor) {
        return actor.reader().texts();
    }
}
