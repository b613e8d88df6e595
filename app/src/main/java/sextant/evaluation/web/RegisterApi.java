package sextant.evaluation.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import sextant.evaluation.Judged;
import sextant.evaluation.Register;
import sextant.evaluation.VerdictWords;
import sextant.evaluation.Verdicts;
import sextant.evaluation.rule.Explanation;
import sextant.evaluation.rule.Status;
import sextant.measurement.Kpi;
import sextant.measurement.KpiId;
import sextant.measurement.Kpis;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveId;
import sextant.objectives.ObjectiveTarget;
import sextant.objectives.Objectives;
import sextant.objectives.Stage;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.platform.NotFound;
import sextant.platform.SortKey;
import sextant.platform.database.Transactions;
import sextant.platform.web.Answers;
import sextant.platform.web.Checks;
import sextant.platform.web.KeysetPage;

/** The register, and how one objective stands, for programs. */
@RestController
@RequestMapping("/api/v1/objectives")
class RegisterApi {
    /** @param status empty while there is no verdict */
    record LineResource(
            UUID id,
            String reference,
            String title,
            String stage,
            String unit,
            String owner,
            @Nullable LocalDate starts,
            @Nullable LocalDate ends,
            String status) {
        static LineResource of(Register.Line line) {
            return new LineResource(
                    line.id().value(),
                    line.reference(),
                    line.title(),
                    line.stage(),
                    line.unit(),
                    line.owner(),
                    line.starts().orElse(null),
                    line.due().orElse(null),
                    line.status());
        }
    }

    /**
     * @param explanation the case of the rule that applies, with its numbers and dates
     * @param sentence the same in the asker's language
     */
    record TargetStatus(UUID target, UUID kpi, String status, Map<String, String> explanation, String sentence) {}

    /**
     * @param status the worst of the targets'; null when nothing can be judged
     * @param validUntil when time alone may change it
     */
    record StatusResource(
            @Nullable String status,
            @Nullable UUID decidedBy,
            List<TargetStatus> targets,
            @Nullable Instant validUntil,
            String rule,
            Instant moment) {}

    private static final Map<String, Register.Sort> SORTS =
            java.util.Arrays.stream(Register.Sort.values()).collect(Collectors.toMap(Register.Sort::code, one -> one));

    private final Transactions transactions;
    private final AsOf asOf;
    private final Register register;
    private final Verdicts verdicts;
    private final Objectives objectives;
    private final Kpis kpis;
    private final Clock clock;

    RegisterApi(
            Transactions transactions,
            AsOf asOf,
            Register register,
            Verdicts verdicts,
            Objectives objectives,
            Kpis kpis,
            Clock clock) {
        this.transactions = transactions;
        this.asOf = asOf;
        this.register = register;
        this.verdicts = verdicts;
        this.objectives = objectives;
        this.kpis = kpis;
        this.clock = clock;
    }

    /**
     * @param state a stage, or in-force for all approved ones
     * @param sort reference, title, status, owner or due; with a minus before it, descending
     */
    @Answers(value = LineResource.class, list = true)
    @GetMapping
    @Requires(Permission.OBJECTIVES_READ)
    ResponseEntity<Object> register(
            Actor actor,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(defaultValue = "reference") String sort,
            @RequestParam(name = "asOf", defaultValue = "") String moment,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(name = "after", required = false) @Nullable String cursor) {
        Checks checks = Checks.ofRequest();
        String search = checks.optional("q", q, 200);
        Optional<Register.Sort> by =
                checks.requiredChoice("sort", sort.startsWith("-") ? sort.substring(1) : sort, SORTS);
        checks.choice(
                "status",
                status,
                java.util.Arrays.stream(Status.values()).collect(Collectors.toMap(Status::code, one -> one)));
        Optional<UUID> ofUnit = checks.id("unit", unit);
        Optional<UUID> ofOwner = checks.id("owner", owner);
        return KeysetPage.asked(actor.reader().texts(), checks, limit, cursor, page -> {
            Register.Query query = new Register.Query(
                    actor.reach().getOrDefault(Permission.OBJECTIVES_READ, Set.of()),
                    actor.reach().getOrDefault(Permission.CONFORMANCE_READ, Set.of()),
                    search,
                    status,
                    state,
                    ofUnit,
                    ofOwner,
                    by.orElseThrow(),
                    sort.startsWith("-"),
                    page.after().flatMap(SortKey::of),
                    page.limit() + 1);
            List<Register.Line> found = transactions.read(
                    actor.organization(), asOf.moment(actor, moment), () -> register.page(actor.organization(), query));
            return page.answer(found, line -> line.key().toString(), LineResource::of);
        });
    }

    /** How it stands and why, now or as it would have been said at a past moment from what was recorded then. */
    @Answers(StatusResource.class)
    @GetMapping("/{id}/status")
    @Requires(Permission.OBJECTIVES_READ)
    ResponseEntity<Object> status(
            Actor actor, @PathVariable ObjectiveId id, @RequestParam(name = "asOf", defaultValue = "") String given) {
        Optional<Instant> moment = asOf.moment(actor, given);
        Instant at = moment.orElseGet(clock::instant);
        return transactions.read(actor.organization(), moment, () -> {
            Objective objective = objectives.get(actor.organization(), id);
            Objective.Version version = objective.shown();
            boolean published = !version.stage().isOpen();
            if (!actor.may(
                    published ? Permission.OBJECTIVES_READ : Permission.CONFORMANCE_READ,
                    version.content().unit())) throw new NotFound(Objectives.KIND);
            if (version.stage() != Stage.APPROVED)
                return ResponseEntity.ok(new StatusResource(null, null, List.of(), null, "", at));
            Judged judged = verdicts.asOf(actor.organization(), actor.organizationZone(), objective, version, at);
            return ResponseEntity.ok(resource(actor, version, judged, at));
        });
    }

    private StatusResource resource(Actor actor, Objective.Version version, Judged judged, Instant at) {
        Map<KpiId, Kpi> used = kpis
                .among(
                        actor.organization(),
                        version.content().targets().stream()
                                .map(ObjectiveTarget::kpi)
                                .toList())
                .stream()
                .collect(Collectors.toMap(Kpi::id, kpi -> kpi));
        List<TargetStatus> targets = version.content().targets().stream()
                .filter(target -> judged.targets().containsKey(target.id()) && used.containsKey(target.kpi()))
                .map(target -> {
                    Explanation why =
                            java.util.Objects.requireNonNull(judged.targets().get(target.id()));
                    Kpi.Definition kpi = java.util.Objects.requireNonNull(used.get(target.kpi()))
                            .definition();
                    return new TargetStatus(
                            target.id(),
                            target.kpi().value(),
                            why.status().code(),
                            why.stored(),
                            new VerdictWords(actor.reader(), kpi.name(), kpi.unitOfMeasure()).sentence(why));
                })
                .toList();
        return new StatusResource(
                judged.status().map(Status::code).orElse(null),
                judged.worst().orElse(null),
                targets,
                judged.validUntil().orElse(null),
                judged.ruleVersion(),
                at);
    }
}
