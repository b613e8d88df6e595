package sextant.objectives.web;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import sextant.measurement.Codes;
import sextant.objectives.Objective;
import sextant.objectives.Objectives;
import sextant.objectives.template.ObjectiveTemplate;
import sextant.objectives.template.StartFromTemplate;
import sextant.objectives.template.StartFromTemplate.Wanted;
import sextant.objectives.template.TemplateKpi;
import sextant.objectives.web.ObjectiveResources.ObjectiveResource;
import sextant.objectives.web.TemplateViews.TemplateForm;
import sextant.objectives.web.TemplateViews.TemplateKpiForm;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.platform.database.Transactions;
import sextant.platform.web.Answers;
import sextant.platform.web.Checks;
import sextant.platform.web.ETag;
import sextant.platform.web.Idempotency;
import sextant.platform.web.Parsed;
import sextant.platform.web.Problems;

/** The templates for programs, in the asker's language. */
@RestController
@RequestMapping("/api/v1/objective-templates")
class TemplateApi {
    /** @param aim what the template wants of it, in words */
    record TemplateKpiResource(
            String code,
            String name,
            String informationNeed,
            String formula,
            String valueKind,
            String unitOfMeasure,
            String direction,
            String collectedEvery,
            String aim) {
        static TemplateKpiResource of(TemplateWords words, TemplateKpi kpi) {
            return new TemplateKpiResource(
                    kpi.code(),
                    words.name(kpi),
                    words.need(kpi),
                    words.formula(kpi),
                    kpi.kind().code(),
                    words.unit(kpi),
                    Codes.of(kpi.direction()),
                    Codes.of(kpi.collected()),
                    words.aim(kpi));
        }
    }

    /**
     * @param timeFrame from start to due date, an ISO 8601 period
     * @param ownerRole the role of the person it makes responsible; null where it names teams alone
     */
    record TemplateResource(
            String code,
            String title,
            String aim,
            String purpose,
            String rationale,
            String timeFrame,
            @Nullable String ownerRole,
            List<String> teams,
            List<TemplateKpiResource> kpis,
            String action,
            String evaluationMethod) {
        static TemplateResource of(TemplateWords words) {
            return new TemplateResource(
                    words.template().code(),
                    words.title(),
                    words.aim(),
                    words.purpose(),
                    words.rationale(),
                    words.template().timeFrame().toString(),
                    words.template().ownerRole().map(role -> role.code()).orElse(null),
                    words.teams(),
                    words.template().kpis().stream()
                            .map(kpi -> TemplateKpiResource.of(words, kpi))
                            .toList(),
                    words.action(),
                    words.evaluation());
        }
    }

    /** @param kpi an id, or {@code new}; what is left out is as the page proposes it */
    record TemplateKpiRequest(
            @Nullable String kpi,
            @Nullable String reference,
            @Nullable String name,
            @Nullable BigDecimal baselineValue,
            @Nullable LocalDate baselineDate) {
        TemplateKpiForm form() {
            return new TemplateKpiForm(
                    kpi,
                    reference,
                    name,
                    baselineValue == null ? null : baselineValue.toPlainString(),
                    baselineDate == null ? null : baselineDate.toString());
        }
    }

    /**
     * @param kpis one for each KPI of the template, in its order
     * @param teams one for each team of the template: an id, {@code new}, or empty for none
     */
    record TemplateRequest(
            @Nullable String reference,
            @Nullable String title,
            @Nullable UUID unit,
            @Nullable UUID owner,
            @Nullable LocalDate starts,
            @Nullable LocalDate due,
            @Nullable LocalDate maintainUntil,
            @Nullable List<@Nullable TemplateKpiRequest> kpis,
            @Nullable List<String> teams) {
        TemplateForm form() {
            return new TemplateForm(
                    reference,
                    title,
                    unit == null ? null : unit.toString(),
                    owner == null ? null : owner.toString(),
                    starts == null ? null : starts.toString(),
                    due == null ? null : due.toString(),
                    maintainUntil == null ? null : maintainUntil.toString(),
                    kpis == null
                            ? null
                            : kpis.stream()
                                    .map(one -> one == null
                                            ? new TemplateKpiForm(null, null, null, null, null)
                                            : one.form())
                                    .toList(),
                    teams);
        }
    }

    private final Transactions transactions;
    private final TemplateForms forms;
    private final StartFromTemplate start;
    private final Objectives objectives;
    private final Idempotency idempotency;
    private final Clock clock;

    TemplateApi(
            Transactions transactions,
            TemplateForms forms,
            StartFromTemplate start,
            Objectives objectives,
            Idempotency idempotency,
            Clock clock) {
        this.transactions = transactions;
        this.forms = forms;
        this.start = start;
        this.objectives = objectives;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @GetMapping
    @Requires(Permission.OBJECTIVES_WRITE)
    List<TemplateResource> templates(Actor actor) {
        return List.of(ObjectiveTemplate.values()).stream()
                .map(template -> TemplateResource.of(new TemplateWords(template, actor.reader())))
                .toList();
    }

    @GetMapping("/{code}")
    @Requires(Permission.OBJECTIVES_WRITE)
    TemplateResource template(Actor actor, @PathVariable String code) {
        return TemplateResource.of(TemplatePages.words(actor, code));
    }

    /** Makes a draft with its KPIs, teams and first action, all or nothing. What is left out is as the page proposes it. */
    @Answers(value = ObjectiveResource.class, status = 201)
    @PostMapping("/{code}/objectives")
    @Requires(Permission.OBJECTIVES_WRITE)
    ResponseEntity<Object> begin(
            Actor actor,
            @PathVariable String code,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody TemplateRequest request) {
        TemplateWords words = TemplatePages.words(actor, code);
        String endpoint = "POST /objective-templates/" + code + "/objectives";
        return idempotency.once(
                actor,
                key,
                endpoint,
                request,
                () -> transactions.writeUnless(
                        actor.organization(), answer -> !answer.getStatusCode().is2xxSuccessful(), () -> {
                            LocalDate today = clock.instant()
                                    .atZone(actor.organizationZone())
                                    .toLocalDate();
                            TemplateForm form = transactions.read(
                                    actor.organization(), () -> forms.proposal(actor, words, today, request.form()));
                            return switch (forms.wanted(Checks.ofRequest(), words, form)) {
                                case Parsed.Invalid<Wanted> invalid ->
                                    Problems.invalid(actor.reader().texts(), invalid.problems());
                                case Parsed.Valid<Wanted>(var wanted) ->
                                    switch (start.start(actor, words.template(), wanted)) {
                                        case StartFromTemplate.Result.Started started -> created(actor, started);
                                        case StartFromTemplate.Result refusal ->
                                            Problems.invalid(
                                                    actor.reader().texts(), List.of(TemplatePages.problem(refusal)));
                                    };
                            };
                        }));
    }

    private ResponseEntity<Object> created(Actor actor, StartFromTemplate.Result.Started started) {
        Objective made = transactions.read(
                actor.organization(), () -> objectives.get(actor.organization(), started.objective()));
        return ResponseEntity.created(URI.create("/api/v1/objectives/" + made.id()))
                .eTag(ETag.of(
                        made.version(), made.latest().number(), made.latest().revision()))
                .body(ObjectiveResource.of(made));
    }
}
