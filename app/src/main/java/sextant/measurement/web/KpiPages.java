package sextant.measurement.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import sextant.journal.RecordRef;
import sextant.measurement.Codes;
import sextant.measurement.DefineKpi;
import sextant.measurement.Direction;
import sextant.measurement.Frequency;
import sextant.measurement.Kpi;
import sextant.measurement.KpiId;
import sextant.measurement.Kpis;
import sextant.measurement.Measured;
import sextant.measurement.Measurement;
import sextant.measurement.Measurements;
import sextant.measurement.ValueKind;
import sextant.measurement.web.KpiViews.Fact;
import sextant.measurement.web.KpiViews.KpiForm;
import sextant.measurement.web.KpiViews.KpiFormPage;
import sextant.measurement.web.KpiViews.KpiPage;
import sextant.measurement.web.KpiViews.Line;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.Choices;
import sextant.people.Permission;
import sextant.people.PersonId;
import sextant.people.PersonName;
import sextant.people.Persons;
import sextant.people.RecordHistory;
import sextant.people.Requires;
import sextant.people.Unit;
import sextant.people.Units;
import sextant.platform.Stale;
import sextant.platform.database.Transactions;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;
import sextant.platform.web.Asked;
import sextant.platform.web.Checks;
import sextant.platform.web.Errors;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Meanwhile;
import sextant.platform.web.Notice;
import sextant.platform.web.Option;
import sextant.platform.web.Pages;
import sextant.platform.web.Parsed;

/** KPIs: the list, one KPI with its measurements, and its definition. */
@Controller
class KpiPages {
    private static final int ROWS = 50;

    /** A chart is a few hundred pixels wide; what it takes must not grow with what was ever measured. */
    private static final int DRAWN = 5_000;

    private final Pages pages;
    private final Transactions transactions;
    private final AsOf asOf;
    private final Choices choices;
    private final Kpis kpis;
    private final Measurements measurements;
    private final Units units;
    private final Persons persons;
    private final DefineKpi defineKpi;
    private final RecordHistory history;

    KpiPages(
            Pages pages,
            Transactions transactions,
            AsOf asOf,
            Choices choices,
            Kpis kpis,
            Measurements measurements,
            Units units,
            Persons persons,
            DefineKpi defineKpi,
            RecordHistory history) {
        this.pages = pages;
        this.transactions = transactions;
        this.asOf = asOf;
        this.choices = choices;
        this.kpis = kpis;
        this.measurements = measurements;
        this.units = units;
        this.persons = persons;
        this.defineKpi = defineKpi;
        this.history = history;
    }

    @GetMapping("/kpis/{id}")
    @Requires(Permission.KPIS_READ)
    View show(
            Actor actor,
            @PathVariable KpiId id,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(name = "asOf", defaultValue = "") String moment) {
        Optional<Instant> past = asOf.moment(actor, moment);
        Optional<Instant> until = before == null || !before.matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{5,20}Z")
                ? Optional.empty()
                : Optional.of(Instant.parse(before));
        return transactions.read(actor.organization(), past, () -> {
            Kpi kpi = kpis.get(actor.organization(), id);
            List<Measurement> rows = measurements.page(actor.organization(), id, until, ROWS + 1);
            List<Measured> history = measurements.newest(actor.organization(), id, DRAWN);
            int count = history.size() < DRAWN ? history.size() : measurements.count(actor.organization(), id);
            return pages.show("measurement/kpi.jte", page(actor, kpi, rows, history, count, past, moment));
        });
    }

    @GetMapping("/kpis/new")
    @Requires(Permission.KPIS_DEFINE)
    View create(Actor actor) {
        String reference = transactions.read(actor.organization(), () -> kpis.nextReference(actor.organization()));
        KpiForm form = new KpiForm(
                reference, "", "", "", "", "number", "", "", "", "", "month", "5", "month", "quarter", "", "",
                List.of(), "", "false", "", "0");
        return form(actor, null, form, Errors.NONE, HttpStatus.OK);
    }

    @PostMapping("/kpis/new")
    @Requires(Permission.KPIS_DEFINE)
    View add(Actor actor, KpiForm form) {
        return switch (KpiForms.definition(Checks.typedBy(actor.reader().formats()), form)) {
            case Parsed.Invalid<Kpi.Definition> invalid -> refused(actor, null, form, invalid.problems());
            case Parsed.Valid<Kpi.Definition> valid -> saved(actor, null, form, defineKpi.add(actor, valid.value()));
        };
    }

    @GetMapping("/kpis/{id}/edit")
    @Requires(Permission.KPIS_DEFINE)
    View edit(Actor actor, @PathVariable KpiId id) {
        Kpi kpi = transactions.read(actor.organization(), () -> kpis.get(actor.organization(), id));
        return form(actor, id, KpiForms.form(kpi), Errors.NONE, HttpStatus.OK);
    }

    @PostMapping("/kpis/{id}/edit")
    @Requires(Permission.KPIS_DEFINE)
    View change(Actor actor, @PathVariable KpiId id, KpiForm form) {
        return switch (KpiForms.definition(Checks.typedBy(actor.reader().formats()), form)) {
            case Parsed.Invalid<Kpi.Definition> invalid -> refused(actor, id, form, invalid.problems());
            case Parsed.Valid<Kpi.Definition> valid -> {
                String reason = Checks.ofRequest().optional("reason", form.reason(), 2000);
                try {
                    yield saved(
                            actor,
                            id,
                            form,
                            defineKpi.change(
                                    actor,
                                    id,
                                    KpiForms.version(form.version()),
                                    valid.value(),
                                    Checks.checked(form.retired()),
                                    reason));
                } catch (Stale stale) {
                    yield overtaken(actor, id, form);
                }
            }
        };
    }

    private View saved(Actor actor, @Nullable KpiId id, KpiForm form, DefineKpi.Result result) {
        return switch (result) {
            case DefineKpi.Result.Saved done ->
                pages.redirect(
                        "/kpis/" + done.kpi(), Notice.done("kpi-saved", Objects.requireNonNullElse(form.name(), "")));
            case DefineKpi.Result.ReferenceTaken taken ->
                refused(actor, id, form, List.of(FieldProblem.of("reference", "reference-taken")));
            case DefineKpi.Result.NoSuchPerson stranger ->
                refused(actor, id, form, List.of(FieldProblem.of("measuredBy", "no-such-person")));
        };
    }

    /** With what others changed since the form was read. */
    private View overtaken(Actor actor, KpiId id, KpiForm form) {
        return transactions.read(actor.organization(), () -> {
            Kpi now = kpis.get(actor.organization(), id);
            List<Meanwhile> meanwhile =
                    history.since(actor, new RecordRef(Kpis.KIND, id.value()), KpiForms.version(form.version()));
            return form(
                    actor,
                    id,
                    form.over(now.version()),
                    Errors.stale("version", meanwhile),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        });
    }

    private View refused(Actor actor, @Nullable KpiId id, KpiForm form, List<FieldProblem> problems) {
        return form(actor, id, form, new Errors(problems), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private View form(Actor actor, @Nullable KpiId id, KpiForm form, Errors errors, HttpStatus status) {
        Texts texts = actor.reader().texts();
        return transactions.read(
                actor.organization(),
                () -> pages.show(
                        "measurement/kpiForm.jte",
                        new KpiFormPage(
                                id,
                                id == null ? texts.text("kpi.new") : Objects.requireNonNullElse(form.name(), ""),
                                form,
                                choices.units(actor, Permission.KPIS_DEFINE),
                                choices.persons(actor, KpiForms.named(form)),
                                Option.each(
                                        ValueKind.values(),
                                        ValueKind::code,
                                        code -> texts.choice("kpi.value-kind", code)),
                                Option.each(Direction.values(), Codes::of, code -> texts.choice("kpi.direction", code)),
                                Option.each(Frequency.values(), Codes::of, code -> texts.choice("frequency", code)),
                                errors),
                        status));
    }

    private KpiPage page(
            Actor actor,
            Kpi kpi,
            List<Measurement> rows,
            List<Measured> history,
            int count,
            Optional<Instant> past,
            String moment) {
        Formats formats = actor.reader().formats();
        Kpi.Definition it = kpi.definition();
        Set<Instant> seen = new HashSet<>();
        List<Line> lines = new ArrayList<>();
        for (Measurement row : rows.subList(0, Math.min(ROWS, rows.size())))
            lines.add(line(actor, row, !seen.add(row.at())));
        Measured last = history.isEmpty() ? null : history.getLast();
        return new KpiPage(
                kpi.id(),
                it.reference(),
                it.name(),
                unitNames(actor).getOrDefault(it.unit().toString(), ""),
                kpi.retired(),
                last == null ? "–" : formats.number(last.value()),
                last == null
                        ? ""
                        : formats.date(
                                last.at().atZone(actor.organizationZone()).toLocalDate()),
                it.unitOfMeasure(),
                history.isEmpty() ? "" : KpiChart.svg(actor, it, history),
                count > history.size() ? history.size() : 0,
                facts(actor, it),
                lines,
                count,
                rows.size() > ROWS
                        ? Asked.asOf("/kpis/" + kpi.id(), past.isPresent() ? moment : "")
                                + (past.isPresent() ? "&" : "?") + "before="
                                + rows.get(ROWS - 1).at()
                                + "#measurements"
                        : "",
                asOf.past(actor, past),
                past.isEmpty() && !kpi.retired() && actor.may(Permission.MEASUREMENTS_RECORD, it.unit()),
                past.isEmpty() && actor.may(Permission.KPIS_DEFINE, it.unit()));
    }

    private static Line line(Actor actor, Measurement row, boolean corrected) {
        Formats formats = actor.reader().formats();
        Texts texts = actor.reader().texts();
        var local = row.at().atZone(actor.organizationZone());
        boolean wholeDay = local.toLocalTime().equals(java.time.LocalTime.MIDNIGHT);
        return new Line(
                wholeDay ? formats.date(local.toLocalDate()) : formats.time(row.at()),
                wholeDay ? local.toLocalDate().toString() : row.at().toString(),
                formats.number(row.value()),
                row.note(),
                row.reason(),
                row.sourceName().isEmpty()
                        ? texts.choice("measurement.channel", row.channel())
                        : texts.choice("measurement.channel", row.channel()) + ": " + row.sourceName(),
                row.recordedByName() + ", " + formats.time(row.recordedAt()),
                corrected,
                row.correction() > 0,
                row.evidence().orElse(null));
    }

    private List<Fact> facts(Actor actor, Kpi.Definition it) {
        Texts texts = actor.reader().texts();
        Map<String, String> names = persons.names(actor.organization()).stream()
                .collect(Collectors.toMap(person -> person.id().toString(), PersonName::name));
        Function<Optional<PersonId>, String> name = person ->
                person.map(id -> names.getOrDefault(id.toString(), "")).orElse("–");
        return List.of(
                new Fact(texts.text("kpi.information-need"), it.informationNeed()),
                new Fact(texts.text("kpi.formula"), it.formula()),
                new Fact(
                        texts.text("kpi.value-kind.title"),
                        texts.choice("kpi.value-kind", it.valueKind().code())),
                new Fact(texts.text("kpi.direction.title"), texts.choice("kpi.direction", Codes.of(it.direction()))),
                new Fact(texts.text("kpi.source"), it.source()),
                new Fact(texts.text("kpi.implementation-evidence"), it.implementationEvidence()),
                new Fact(
                        texts.text("kpi.collected-every"),
                        texts.text(
                                "kpi.collected",
                                texts.choice("frequency", Codes.of(it.cadence().frequency())),
                                it.cadence().graceDays())),
                new Fact(texts.text("kpi.analysed-every"), texts.choice("frequency", Codes.of(it.analysedEvery()))),
                new Fact(texts.text("kpi.reported-every"), texts.choice("frequency", Codes.of(it.reportedEvery()))),
                new Fact(texts.text("kpi.measured-by"), name.apply(it.measuredBy())),
                new Fact(texts.text("kpi.analysed-by"), name.apply(it.analysedBy())),
                new Fact(
                        texts.text("kpi.received-by"),
                        it.receivedBy().stream()
                                .map(person -> names.getOrDefault(person.toString(), ""))
                                .sorted()
                                .collect(Collectors.joining(", "))),
                new Fact(
                        texts.text("kpi.next-review"),
                        it.nextReview().map(actor.reader().formats()::date).orElse("–")));
    }

    private Map<String, String> unitNames(Actor actor) {
        return units.tree(actor.organization()).stream()
                .collect(Collectors.toMap(unit -> unit.id().toString(), Unit::name));
    }
}
