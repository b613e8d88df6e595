package sextant.objectives.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import sextant.measurement.Kpi;
import sextant.measurement.Kpis;
import sextant.objectives.template.ObjectiveTemplate;
import sextant.objectives.template.StartFromTemplate;
import sextant.objectives.template.StartFromTemplate.Wanted;
import sextant.objectives.template.TemplateKpi;
import sextant.objectives.web.TemplateViews.TemplateCard;
import sextant.objectives.web.TemplateViews.TemplateFact;
import sextant.objectives.web.TemplateViews.TemplateForm;
import sextant.objectives.web.TemplateViews.TemplateKpiForm;
import sextant.objectives.web.TemplateViews.TemplateKpiLine;
import sextant.objectives.web.TemplateViews.TemplatePage;
import sextant.objectives.web.TemplateViews.TemplateTeamLine;
import sextant.objectives.web.TemplateViews.TemplatesPage;
import sextant.people.Actor;
import sextant.people.Choices;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import sextant.platform.web.Checks;
import sextant.platform.web.Errors;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Notice;
import sextant.platform.web.Option;
import sextant.platform.web.Pages;
import sextant.platform.web.Parsed;

/** The templates, and the one form that begins an objective from a template. */
@Controller
class TemplatePages {
    private final Pages pages;
    private final Transactions transactions;
    private final Choices choices;
    private final TemplateForms forms;
    private final StartFromTemplate start;
    private final Kpis kpis;
    private final Clock clock;

    TemplatePages(
            Pages pages,
            Transactions transactions,
            Choices choices,
            TemplateForms forms,
            StartFromTemplate start,
            Kpis kpis,
            Clock clock) {
        this.pages = pages;
        this.transactions = transactions;
        this.choices = choices;
        this.forms = forms;
        this.start = start;
        this.kpis = kpis;
        this.clock = clock;
    }

    @GetMapping("/objectives/templates")
    @Requires(Permission.OBJECTIVES_WRITE)
    View templates(Actor actor) {
        return pages.show(
                "objectives/templates.jte",
                new TemplatesPage(List.of(ObjectiveTemplate.values()).stream()
                        .map(template -> new TemplateWords(template, actor.reader()))
                        .map(words -> new TemplateCard(
                                words.template().code(),
                                words.title(),
                                words.aim(),
                                words.timeFrame(),
                                words.kpiNames(),
                                words.responsible()))
                        .toList()));
    }

    @GetMapping("/objectives/templates/{code}")
    @Requires(Permission.OBJECTIVES_WRITE)
    View template(Actor actor, @PathVariable String code) {
        return show(actor, words(actor, code), null, Errors.NONE, HttpStatus.OK);
    }

    @PostMapping("/objectives/templates/{code}")
    @Requires(Permission.OBJECTIVES_WRITE)
    View begin(Actor actor, @PathVariable String code, TemplateForm form) {
        TemplateWords words = words(actor, code);
        return switch (forms.wanted(Checks.typedBy(actor.reader().formats()), words, form)) {
            case Parsed.Invalid<Wanted> invalid -> refused(actor, words, form, invalid.problems());
            case Parsed.Valid<Wanted>(var wanted) ->
                switch (start.start(actor, words.template(), wanted)) {
                    case StartFromTemplate.Result.Started started ->
                        pages.redirect(
                                "/objectives/" + started.objective() + "?version=draft",
                                Notice.done("objective-started"));
                    case StartFromTemplate.Result refusal -> refused(actor, words, form, List.of(problem(refusal)));
                };
        };
    }

    /** Where the form shows what was refused, and why. */
    static FieldProblem problem(StartFromTemplate.Result refusal) {
        return switch (refusal) {
            case StartFromTemplate.Result.ReferenceTaken taken -> FieldProblem.of("reference", "reference-taken");
            case StartFromTemplate.Result.NoSuchOwner stranger -> FieldProblem.of("owner", "no-such-person");
            case StartFromTemplate.Result.KpiReferenceTaken(int index) ->
                FieldProblem.of("kpis[" + index + "].reference", "reference-taken");
            case StartFromTemplate.Result.KpiDoesNotFit(int index) ->
                FieldProblem.of("kpis[" + index + "].kpi", "no-such-kpi");
            case StartFromTemplate.Result.NoSuchTeam(int index) ->
                FieldProblem.of("teams[" + index + "]", "no-such-team");
            case StartFromTemplate.Result.Started started ->
                throw new IllegalArgumentException("nothing was refused: " + started);
        };
    }

    static TemplateWords words(Actor actor, String code) {
        ObjectiveTemplate template = ObjectiveTemplate.BY_CODE.get(code);
        if (template == null) throw new NotFound("template");
        return new TemplateWords(template, actor.reader());
    }

    private View refused(Actor actor, TemplateWords words, TemplateForm form, List<FieldProblem> problems) {
        return show(actor, words, form, new Errors(problems), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private View show(
            Actor actor, TemplateWords words, @Nullable TemplateForm typed, Errors errors, HttpStatus status) {
        Texts texts = actor.reader().texts();
        LocalDate today = clock.instant().atZone(actor.organizationZone()).toLocalDate();
        return transactions.read(actor.organization(), () -> {
            TemplateForm form = forms.proposal(actor, words, today, typed);
            List<Kpi> known = kpis.all(actor.organization());
            return pages.show(
                    "objectives/template.jte",
                    new TemplatePage(
                            words.template().code(),
                            words.title(),
                            words.aim(),
                            facts(texts, words),
                            form,
                            TemplateForms.held(words.template()).isPresent(),
                            kpiLines(actor, words, Objects.requireNonNull(form.kpis()), known),
                            teamLines(actor, words, Objects.requireNonNull(form.teams())),
                            choices.units(actor, Permission.OBJECTIVES_WRITE),
                            choices.persons(actor, Collections.singletonList(form.owner())),
                            errors),
                    status);
        });
    }

    private static List<TemplateFact> facts(Texts texts, TemplateWords words) {
        return List.of(
                new TemplateFact(texts.text("template.time-frame"), words.timeFrame()),
                new TemplateFact(texts.text("template.responsible"), words.responsible()),
                new TemplateFact(texts.text("objective.purpose"), words.purpose()),
                new TemplateFact(texts.text("objective.rationale"), words.rationale()),
                new TemplateFact(texts.text("template.first-action"), words.action()),
                new TemplateFact(texts.text("objective.evaluation-method"), words.evaluation()));
    }

    private static List<TemplateKpiLine> kpiLines(
            Actor actor, TemplateWords words, List<TemplateKpiForm> typed, List<Kpi> known) {
        Texts texts = actor.reader().texts();
        List<TemplateKpiLine> lines = new ArrayList<>();
        for (int i = 0; i < words.template().kpis().size(); i++) {
            TemplateKpi about = words.template().kpis().get(i);
            List<Option> choices = new ArrayList<>();
            if (actor.may(Permission.KPIS_DEFINE))
                choices.add(new Option(TemplateForms.NEW, texts.text("template.kpi.new")));
            known.stream()
                    .filter(kpi -> !kpi.retired() && kpi.definition().direction() == about.direction())
                    .map(kpi -> new Option(
                            kpi.id().toString(),
                            kpi.definition().reference() + " "
                                    + kpi.definition().name()))
                    .forEach(choices::add);
            lines.add(
                    new TemplateKpiLine(words.name(about), words.aim(about), words.unit(about), typed.get(i), choices));
        }
        return lines;
    }

    private List<TemplateTeamLine> teamLines(Actor actor, TemplateWords words, List<String> typed) {
        Texts texts = actor.reader().texts();
        List<Option> known = choices.teams(actor);
        List<TemplateTeamLine> lines = new ArrayList<>();
        for (int i = 0; i < words.teams().size(); i++) {
            String name = words.teams().get(i);
            List<Option> choices = new ArrayList<>();
            boolean isThere = known.stream().anyMatch(team -> team.label().equalsIgnoreCase(name));
            if (actor.may(Permission.UNITS_MANAGE) && !isThere)
                choices.add(new Option(TemplateForms.NEW, texts.text("template.team.new", name)));
            choices.addAll(known);
            lines.add(new TemplateTeamLine(
                    name, i < typed.size() ? Objects.requireNonNullElse(typed.get(i), "") : "", choices));
        }
        return lines;
    }
}
