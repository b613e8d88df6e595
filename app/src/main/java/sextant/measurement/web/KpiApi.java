package sextant.measurement.web;

import java.net.URI;
import java.util.List;
import java.util.Optional;
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
import sextant.measurement.DefineKpi;
import sextant.measurement.Kpi;
import sextant.measurement.KpiId;
import sextant.measurement.KpiRegister;
import sextant.measurement.Kpis;
import sextant.measurement.web.KpiResources.KpiRequest;
import sextant.measurement.web.KpiResources.KpiResource;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.platform.SortKey;
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

/** KPIs for programs. */
@RestController
@RequestMapping("/api/v1/kpis")
class KpiApi {
    private final Transactions transactions;
    private final AsOf asOf;
    private final Kpis kpis;
    private final KpiRegister register;
    private final DefineKpi defineKpi;
    private final Idempotency idempotency;

    KpiApi(
            Transactions transactions,
            AsOf asOf,
            Kpis kpis,
            KpiRegister register,
            DefineKpi defineKpi,
            Idempotency idempotency) {
        this.transactions = transactions;
        this.asOf = asOf;
        this.kpis = kpis;
        this.register = register;
        this.defineKpi = defineKpi;
        this.idempotency = idempotency;
    }

    @Answers(value = KpiResource.class, list = true)
    @GetMapping
    @Requires(Permission.KPIS_READ)
    ResponseEntity<Object> kpis(
            Actor actor,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(name = "asOf", defaultValue = "") String moment,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        return KeysetPage.asked(texts(actor), Checks.ofRequest(), limit, after, page -> {
            KpiRegister.Query query = new KpiRegister.Query(
                    q.length() > 200 ? q.substring(0, 200) : q,
                    Optional.empty(),
                    Optional.empty(),
                    KpiRegister.Sort.REFERENCE,
                    false,
                    page.after().flatMap(SortKey::of),
                    page.limit() + 1);
            return page.answer(
                    transactions.read(
                            actor.organization(),
                            asOf.moment(actor, moment),
                            () -> register.page(actor.organization(), query)),
                    line -> line.key().toString(),
                    line -> KpiResource.of(line.kpi()));
        });
    }

    /** Without a reference number the KPI gets the next free one. */
    @Answers(value = KpiResource.class, status = 201)
    @PostMapping
    @Requires(Permission.KPIS_DEFINE)
    ResponseEntity<Object> define(
            Actor actor,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody KpiRequest request) {
        return idempotency.once(
                actor,
                key,
                "POST /kpis",
                request,
                () -> transactions.write(actor.organization(), () -> {
                    String free = kpis.nextReference(actor.organization());
                    return switch (KpiForms.definition(Checks.ofRequest(), request.form(free))) {
                        case Parsed.Invalid<Kpi.Definition> invalid ->
                            Problems.invalid(texts(actor), invalid.problems());
                        case Parsed.Valid<Kpi.Definition> valid ->
                            saved(actor, defineKpi.add(actor, valid.value()), true);
                    };
                }));
    }

    @Answers(KpiResource.class)
    @GetMapping("/{id}")
    @Requires(Permission.KPIS_READ)
    ResponseEntity<Object> kpi(
            Actor actor, @PathVariable KpiId id, @RequestParam(name = "asOf", defaultValue = "") String moment) {
        Kpi kpi = transactions.read(
                actor.organization(), asOf.moment(actor, moment), () -> kpis.get(actor.organization(), id));
        return ResponseEntity.ok().eTag(ETag.of(kpi.version())).body(KpiResource.of(kpi));
    }

    @Answers(KpiResource.class)
    @PutMapping("/{id}")
    @Requires(Permission.KPIS_DEFINE)
    ResponseEntity<Object> change(
            Actor actor,
            @PathVariable KpiId id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody KpiRequest request) {
        Kpi now = transactions.read(actor.organization(), () -> kpis.get(actor.organization(), id));
        Checks checks = Checks.ofRequest();
        String reason = checks.optional("reason", request.reason(), 2000);
        if (request.retired() == null) checks.reject("retired", "required");
        return IfMatch.required(texts(actor), ifMatch, version -> switch (KpiForms.definition(
                checks, request.form(now.definition().reference()))) {
            case Parsed.Invalid<Kpi.Definition> invalid -> Problems.invalid(texts(actor), invalid.problems());
            case Parsed.Valid<Kpi.Definition> valid ->
                saved(
                        actor,
                        defineKpi.change(
                                actor, id, version, valid.value(), Boolean.TRUE.equals(request.retired()), reason),
                        false);
        });
    }

    private ResponseEntity<Object> saved(Actor actor, DefineKpi.Result result, boolean isNew) {
        return switch (result) {
            case DefineKpi.Result.Saved(KpiId id, int version) -> {
                Kpi kpi = transactions.read(actor.organization(), () -> kpis.get(actor.organization(), id));
                yield (isNew ? ResponseEntity.created(URI.create("/api/v1/kpis/" + id)) : ResponseEntity.ok())
                        .eTag(ETag.of(version))
                        .body(KpiResource.of(kpi));
            }
            case DefineKpi.Result.ReferenceTaken taken -> invalid(actor, "reference", "reference-taken");
            case DefineKpi.Result.NoSuchPerson stranger -> invalid(actor, "measuredBy", "no-such-person");
        };
    }

    private static ResponseEntity<Object> invalid(Actor actor, String field, String code) {
        return Problems.invalid(texts(actor), List.of(FieldProblem.of(field, code)));
    }

    private static Texts texts(Actor actor) {
        return actor.reader().texts();
    }
}
