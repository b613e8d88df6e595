package sextant.objectives.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import sextant.measurement.Cadence;
import sextant.measurement.Frequency;
import sextant.measurement.Kpi;
import sextant.measurement.KpiId;
import sextant.measurement.Kpis;
import sextant.measurement.ValueKind;
import sextant.objectives.Objectives;
import sextant.objectives.template.Aim;
import sextant.objectives.template.ObjectiveTemplate;
import sextant.objectives.template.StartFromTemplate.ChosenKpi;
import sextant.objectives.template.StartFromTemplate.ChosenTeam;
import sextant.objectives.template.StartFromTemplate.Wanted;
import sextant.objectives.template.StartFromTemplate.WantedKpi;
import sextant.objectives.template.TemplateKpi;
import sextant.objectives.web.TemplateViews.TemplateForm;
import sextant.objectives.web.TemplateViews.TemplateKpiForm;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.Person;
import sextant.people.PersonId;
import sextant.people.Persons;
import sextant.people.Role;
import sextant.people.Team;
import sextant.people.TeamId;
import sextant.people.Teams;
import sextant.people.Unit;
import sextant.people.UnitId;
import sextant.people.Units;
import sextant.platform.web.Checks;
import sextant.platform.web.Parsed;

/** What a template proposes before anybody types, and what people and programs send back, parsed for both alike. */
@Component
class TemplateForms {
    static final String NEW = "new";
    private static final int GRACE_DAYS = 7;

    private final Objectives objectives;
    private final Kpis kpis;
    private final Units units;
    private final Persons persons;
    private final Teams teams;

    TemplateForms(Objectives objectives, Kpis kpis, Units units, Persons persons, Teams teams) {
        this.objectives = objectives;
        this.kpis = kpis;
        this.units = units;
        this.persons = persons;
        this.teams = teams;
    }

    /** Within a transaction. What was typed already stays; what is null is as the template and the organization suggest. */
    TemplateForm proposal(Actor actor, TemplateWords words, LocalDate today, @Nullable TemplateForm typed) {
        ObjectiveTemplate template = words.template();
        TemplateForm given =
                typed == null ? new TemplateForm(null, null, null, null, null, null, null, null, null) : typed;
        LocalDate starts = Checks.ofRequest().date("starts", given.starts()).orElse(today);
        LocalDate due = starts.plus(template.timeFrame());
        LocalDate until = Checks.ofRequest().date("due", given.due()).orElse(due);
        return new TemplateForm(
                Objects.requireNonNullElseGet(given.reference(), () -> objectives.nextReference(actor.organization())),
                Objects.requireNonNullElseGet(given.title(), words::title),
                Objects.requireNonNullElseGet(given.unit(), () -> onlyUnit(actor)),
                Objects.requireNonNullElseGet(given.owner(), () -> owner(actor, template)),
                Objects.requireNonNullElseGet(given.starts(), starts::toString),
                Objects.requireNonNullElseGet(given.due(), due::toString),
                Objects.requireNonNullElseGet(
                        given.maintainUntil(),
                        () -> held(template)
                                .map(period -> until.plus(period).toString())
                                .orElse("")),
                kpis(actor, words, starts, given.kpis()),
                teams(actor, words, given.teams()));
    }

    Parsed<Wanted> wanted(Checks checks, TemplateWords words, TemplateForm form) {
        ObjectiveTemplate template = words.template();
        String reference = checks.required("reference", form.reference(), 40);
        String title = checks.required("title", form.title(), 200);
        Optional<UnitId> unit = checks.id("unit", form.unit()).map(UnitId::new);
        if (unit.isEmpty()) checks.reject("unit", "required");
        Optional<PersonId> owner = checks.id("owner", form.owner()).map(PersonId::new);
        Optional<LocalDate> starts = date(checks, "starts", form.starts());
        Optional<LocalDate> due = date(checks, "due", form.due());
        if (starts.isPresent() && due.isPresent() && !due.get().isAfter(starts.get()))
            checks.reject("due", "ends-before-start");
        Optional<LocalDate> until =
                held(template).isEmpty() ? Optional.empty() : date(checks, "maintainUntil", form.maintainUntil());
        if (until.isPresent() && due.isPresent() && !until.get().isAfter(due.get()))
            checks.reject("maintainUntil", "target.maintain-until-not-after-due");
        List<Row> rows = rows(checks, template, form.kpis(), due);
        List<ChosenTeam> chosen = chosenTeams(checks, words, form.teams());
        return Parsed.of(
                checks,
                () -> new Wanted(
                        reference,
                        title,
                        words.purpose(),
                        words.rationale(),
                        words.evaluation(),
                        words.action(),
                        unit.orElseThrow(),
                        owner,
                        starts.orElseThrow(),
                        due.orElseThrow(),
                        until,
                        rows.stream()
                                .map(row -> row.wanted(words, unit.orElseThrow(), owner, starts.orElseThrow()))
                                .toList(),
                        chosen));
    }

    /** One KPI of the form, parsed; of a new one the reference number and the name. */
    private record Row(
            TemplateKpi about,
            Optional<KpiId> existing,
            String reference,
            String name,
            Optional<BigDecimal> baseline,
            Optional<LocalDate> baselineDate) {
        WantedKpi wanted(TemplateWords words, UnitId unit, Optional<PersonId> owner, LocalDate starts) {
            ChosenKpi kpi = existing.<ChosenKpi>map(ChosenKpi.Existing::new)
                    .orElseGet(() -> new ChosenKpi.New(definition(words, unit, owner)));
            return new WantedKpi(kpi, baseline, baselineDate.orElse(starts));
        }

        private Kpi.Definition definition(TemplateWords words, UnitId unit, Optional<PersonId> owner) {
            return new Kpi.Definition(
                    reference,
                    name,
                    unit,
                    words.need(about),
                    words.formula(about),
                    about.kind(),
                    words.unit(about),
                    about.direction(),
                    words.source(about),
                    words.evidence(about),
                    new Cadence(about.collected(), GRACE_DAYS),
                    Frequency.QUARTER,
                    Frequency.QUARTER,
                    owner,
                    owner,
                    List.of(),
                    Optional.empty());
        }
    }

    private static List<Row> rows(
            Checks checks, ObjectiveTemplate template, @Nullable List<TemplateKpiForm> forms, Optional<LocalDate> due) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < template.kpis().size(); i++) {
            TemplateKpi about = template.kpis().get(i);
            TemplateKpiForm form = forms != null && i < forms.size() && forms.get(i) != null
                    ? forms.get(i)
                    : new TemplateKpiForm(null, null, null, null, null);
            String at = "kpis[" + i + "].";
            boolean isNew = NEW.equals(form.kpi());
            Optional<KpiId> existing =
                    isNew ? Optional.empty() : checks.id(at + "kpi", form.kpi()).map(KpiId::new);
            if (!isNew && existing.isEmpty()) checks.reject(at + "kpi", "required");
            String reference = isNew ? checks.required(at + "reference", form.reference(), 40) : "";
            String name = isNew ? checks.required(at + "name", form.name(), 200) : "";
            Optional<BigDecimal> baseline = checks.number(at + "baselineValue", form.baselineValue());
            if (baseline.isPresent() && !about.kind().admits(baseline.get()))
                checks.reject(at + "baselineValue", "template-baseline-kind");
            if (baseline.isPresent()
                    && about.aim() instanceof Aim.ReduceBy
                    && baseline.get().signum() <= 0) checks.reject(at + "baselineValue", "template-baseline-positive");
            Optional<LocalDate> day = checks.date(at + "baselineDate", form.baselineDate());
            if (day.isPresent() && due.isPresent() && !due.get().isAfter(day.get()))
                checks.reject(at + "baselineDate", "target.due-not-after-first-day");
            rows.add(new Row(about, existing, reference, name, baseline, day));
        }
        return rows;
    }

    private static List<ChosenTeam> chosenTeams(Checks checks, TemplateWords words, @Nullable List<String> given) {
        List<ChosenTeam> chosen = new ArrayList<>();
        for (int i = 0; i < words.template().teams().size(); i++) {
            String team = given != null && i < given.size() ? Objects.requireNonNullElse(given.get(i), "") : "";
            if (team.equals(NEW)) chosen.add(new ChosenTeam.New(words.teams().get(i)));
            else
                chosen.add(checks.id("teams[" + i + "]", team)
                        .<ChosenTeam>map(id -> new ChosenTeam.Existing(new TeamId(id)))
                        .orElseGet(ChosenTeam.None::new));
        }
        return chosen;
    }

    private static Optional<LocalDate> date(Checks checks, String field, @Nullable String raw) {
        String text = checks.required(field, raw, 20);
        return text.isEmpty() ? Optional.empty() : checks.date(field, text);
    }

    private List<TemplateKpiForm> kpis(
            Actor actor, TemplateWords words, LocalDate starts, @Nullable List<TemplateKpiForm> given) {
        String first = kpis.nextReference(actor.organization());
        List<TemplateKpiForm> proposed = new ArrayList<>();
        for (int i = 0; i < words.template().kpis().size(); i++) {
            TemplateKpi about = words.template().kpis().get(i);
            TemplateKpiForm typed = given != null && i < given.size() && given.get(i) != null
                    ? given.get(i)
                    : new TemplateKpiForm(null, null, null, null, null);
            proposed.add(new TemplateKpiForm(
                    Objects.requireNonNullElse(typed.kpi(), actor.may(Permission.KPIS_DEFINE) ? NEW : ""),
                    Objects.requireNonNullElse(typed.reference(), following(first, i)),
                    Objects.requireNonNullElse(typed.name(), words.name(about)),
                    Objects.requireNonNullElse(typed.baselineValue(), about.kind() == ValueKind.YES_NO ? "0" : ""),
                    Objects.requireNonNullElseGet(typed.baselineDate(), starts::toString)));
        }
        return proposed;
    }

    /** KPI-007, the next but two: KPI-009. */
    private static String following(String reference, int steps) {
        int number = Integer.parseInt(reference.substring(reference.indexOf('-') + 1));
        return "KPI-%03d".formatted(number + steps);
    }

    /** A team of the same name; a new one where the actor may make it; else nobody. */
    private List<String> teams(Actor actor, TemplateWords words, @Nullable List<String> given) {
        if (given != null) return given;
        List<Team> known = teams.all(actor.organization());
        return words.teams().stream()
                .map(name -> known.stream()
                        .filter(team -> team.name().equalsIgnoreCase(name))
                        .findFirst()
                        .map(team -> team.id().toString())
                        .orElse(actor.may(Permission.UNITS_MANAGE) ? NEW : ""))
                .toList();
    }

    private String onlyUnit(Actor actor) {
        List<Unit> writable = units.tree(actor.organization()).stream()
                .filter(unit -> actor.may(Permission.OBJECTIVES_WRITE, unit.id()))
                .toList();
        return writable.size() == 1 ? writable.getFirst().id().toString() : "";
    }

    /** Whoever holds the role that the template names, when it is one person; else who begins. */
    private String owner(Actor actor, ObjectiveTemplate template) {
        Optional<Role> role = template.ownerRole();
        List<Person> holders = role.isEmpty()
                ? List.of()
                : persons.all(actor.organization()).stream()
                        .filter(Person::active)
                        .filter(person -> person.grants().stream().anyMatch(grant -> grant.role() == role.get()))
                        .toList();
        return holders.size() == 1
                ? holders.getFirst().id().toString()
                : actor.person().toString();
    }

    static Optional<java.time.Period> held(ObjectiveTemplate template) {
        return template.kpis().stream()
                .map(TemplateKpi::aim)
                .filter(Aim.ReachAndMaintain.class::isInstance)
                .map(Aim.ReachAndMaintain.class::cast)
                .map(Aim.ReachAndMaintain::held)
                .findFirst();
    }
}
