package sextant.objectives.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sextant.measurement.KpiId;
import sextant.objectives.Bands;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveContent;
import sextant.objectives.ObjectiveId;
import sextant.objectives.ObjectiveTarget;
import sextant.objectives.Point;
import sextant.objectives.TargetKind;
import sextant.objectives.web.ObjectiveViews.MilestoneForm;
import sextant.objectives.web.ObjectiveViews.ObjectiveForm;
import sextant.objectives.web.ObjectiveViews.TargetForm;
import sextant.people.PersonId;
import sextant.people.TeamId;
import sextant.people.UnitId;
import sextant.platform.web.Checks;
import sextant.platform.web.Parsed;

/** What people and programs say about an objective, parsed once for page and API alike. */
final class ObjectiveForms {
    private ObjectiveForms() {}

    /** Of a new objective, none of whose targets has an id yet. */
    static Parsed<ObjectiveContent> content(Checks checks, ObjectiveForm form, Supplier<UUID> newId) {
        return content(checks, form, Set.of(), newId);
    }

    /**
     * @param known the objective's targets: no other id is taken from outside
     * @param newId for targets that have no id yet
     */
    static Parsed<ObjectiveContent> content(Checks checks, ObjectiveForm form, Set<UUID> known, Supplier<UUID> newId) {
        String title = checks.required("title", form.title(), 200);
        String purpose = checks.optional("purpose", form.purpose(), 4000);
        String rationale = checks.optional("rationale", form.rationale(), 4000);
        Optional<UnitId> unit = checks.id("unit", form.unit()).map(UnitId::new);
        if (unit.isEmpty()) checks.reject("unit", "required");
        Optional<ObjectiveId> serves = checks.id("serves", form.serves()).map(ObjectiveId::new);
        Optional<PersonId> owner = checks.id("owner", form.owner()).map(PersonId::new);
        List<TeamId> teams =
                checks.ids("teams", form.teams()).stream().map(TeamId::new).toList();
        Optional<LocalDate> starts = checks.date("starts", form.starts());
        Optional<LocalDate> ends = checks.date("ends", form.ends());
        if (starts.isPresent() && ends.isPresent() && !ends.get().isAfter(starts.get()))
            checks.reject("ends", "ends-before-start");
        String notMeasurable = checks.optional("notMeasurable", form.notMeasurable(), 4000);
        String criteria = checks.optional("criteria", form.criteria(), 4000);
        if (!notMeasurable.isEmpty() && criteria.isEmpty()) checks.reject("criteria", "criteria-needed");
        String achievable = checks.optional("achievable", form.achievable(), 4000);
        String method = checks.optional("evaluationMethod", form.evaluationMethod(), 4000);
        List<ObjectiveTarget> targets = targets(checks, form.targets(), known, newId);
        return Parsed.of(
                checks,
                () -> new ObjectiveContent(
                        title,
                        purpose,
                        rationale,
                        unit.orElseThrow(),
                        serves,
                        owner,
                        teams,
                        starts,
                        ends,
                        notMeasurable,
                        criteria,
                        achievable,
                        method,
                        targets));
    }

    private static List<ObjectiveTarget> targets(
            Checks checks, @Nullable List<TargetForm> forms, Set<UUID> known, Supplier<UUID> newId) {
        Set<UUID> free = new HashSet<>(known);
        List<ObjectiveTarget> targets = new ArrayList<>();
        List<TargetForm> given = forms == null ? List.of() : forms;
        for (int i = 0; i < given.size(); i++) {
            TargetForm form = given.get(i);
            if (form == null || isBlank(form)) continue;
            String at = "targets[" + i + "].";
            Optional<KpiId> kpi = checks.id(at + "kpi", form.kpi()).map(KpiId::new);
            if (kpi.isEmpty()) checks.reject(at + "kpi", "required");
            TargetKind kind =
                    checks.choice(at + "kind", form.kind(), TargetKind.BY_CODE).orElse(TargetKind.REACH);
            Optional<BigDecimal> baseline = checks.number(at + "baselineValue", form.baselineValue());
            Optional<LocalDate> baselineDate = checks.date(at + "baselineDate", form.baselineDate());
            Optional<BigDecimal> target = checks.number(at + "targetValue", form.targetValue());
            Optional<BigDecimal> low = checks.number(at + "low", form.low());
            Optional<BigDecimal> high = checks.number(at + "high", form.high());
            Optional<LocalDate> due = checks.date(at + "due", form.due());
            Optional<LocalDate> until = checks.date(at + "maintainUntil", form.maintainUntil());
            BigDecimal atRisk = checks.number(at + "atRisk", form.atRisk()).orElse(BigDecimal.ZERO);
            BigDecimal offTrack =
                    checks.number(at + "offTrack", form.offTrack()).orElse(atRisk);
            Bands.problems(atRisk, offTrack)
                    .forEach(problem -> checks.reject(at + "offTrack", "target." + problem.code()));
            List<Point> milestones = milestones(checks, at, form.milestones());
            Optional<UUID> id = checks.id(at + "id", form.id());
            if (id.isPresent() && !free.remove(id.get())) checks.reject(at + "id", "unknown", id.get());
            if (kpi.isPresent())
                targets.add(new ObjectiveTarget(
                        id.orElseGet(newId),
                        kpi.get(),
                        kind,
                        kind == TargetKind.WITHIN ? Optional.empty() : baseline,
                        baselineDate,
                        kind == TargetKind.WITHIN ? Optional.empty() : target,
                        kind == TargetKind.WITHIN ? low : Optional.empty(),
                        kind == TargetKind.WITHIN ? high : Optional.empty(),
                        due,
                        kind == TargetKind.MAINTAIN ? until : Optional.empty(),
                        atRisk,
                        offTrack,
                        kind == TargetKind.WITHIN ? List.of() : milestones));
        }
        return targets;
    }

    private static List<Point> milestones(Checks checks, String at, @Nullable List<MilestoneForm> forms) {
        List<Point> milestones = new ArrayList<>();
        List<MilestoneForm> given = forms == null ? List.of() : forms;
        for (int i = 0; i < given.size(); i++) {
            MilestoneForm form = given.get(i);
            if (form == null) continue;
            Optional<LocalDate> date = checks.date(at + "milestones[" + i + "].date", form.date());
            Optional<BigDecimal> value = checks.number(at + "milestones[" + i + "].value", form.value());
            if (date.isPresent() != value.isPresent())
                checks.reject(at + "milestones[" + i + "]." + (date.isPresent() ? "value" : "date"), "required");
            if (date.isPresent()
                    && milestones.stream().anyMatch(one -> one.date().equals(date.get())))
                checks.reject(at + "milestones[" + i + "].date", "target.milestone-out-of-order");
            if (date.isPresent() && value.isPresent()) milestones.add(new Point(date.get(), value.get()));
        }
        milestones.sort(java.util.Comparator.comparing(Point::date));
        return milestones;
    }

    /** The ids of the targets that an edit may go on with. */
    static Set<UUID> targets(Objective objective) {
        return Stream.of(objective.latest(), objective.shown())
                .flatMap(version -> version.content().targets().stream())
                .map(ObjectiveTarget::id)
                .collect(Collectors.toSet());
    }

    /** @param number words a number for a field: as the reader types it, or as the API writes it */
    static ObjectiveForm form(Objective objective, Objective.Version version, Function<BigDecimal, String> number) {
        ObjectiveContent it = version.content();
        return new ObjectiveForm(
                objective.reference(),
                it.title(),
                it.purpose(),
                it.rationale(),
                it.unit().toString(),
                it.serves().map(ObjectiveId::toString).orElse(""),
                it.owner().map(PersonId::toString).orElse(""),
                it.teams().stream().map(TeamId::toString).toList(),
                it.starts().map(LocalDate::toString).orElse(""),
                it.ends().map(LocalDate::toString).orElse(""),
                it.notMeasurable(),
                it.criteria(),
                it.achievable(),
                it.evaluationMethod(),
                it.targets().stream().map(target -> target(target, number)).toList(),
                "",
                String.valueOf(version.number()),
                String.valueOf(version.revision()));
    }

    static TargetForm target(ObjectiveTarget it, Function<BigDecimal, String> number) {
        return new TargetForm(
                it.id().toString(),
                it.kpi().toString(),
                it.kind().code(),
                it.baselineValue().map(number).orElse(""),
                it.baselineDate().map(LocalDate::toString).orElse(""),
                it.targetValue().map(number).orElse(""),
                it.low().map(number).orElse(""),
                it.high().map(number).orElse(""),
                it.due().map(LocalDate::toString).orElse(""),
                it.maintainUntil().map(LocalDate::toString).orElse(""),
                number.apply(it.atRisk()),
                number.apply(it.offTrack()),
                it.milestones().stream()
                        .map(point -> new MilestoneForm(point.date().toString(), number.apply(point.value())))
                        .toList());
    }

    static TargetForm emptyTarget() {
        return new TargetForm("", "", "reach", "", "", "", "", "", "", "", "", "", List.of());
    }

    static int number(@Nullable String raw) {
        return raw != null && raw.matches("\\d{1,9}") ? Integer.parseInt(raw) : 0;
    }

    /** A row that was added and left empty. */
    private static boolean isBlank(TargetForm form) {
        return List.of(
                        Objects.requireNonNullElse(form.kpi(), ""),
                        Objects.requireNonNullElse(form.targetValue(), ""),
                        Objects.requireNonNullElse(form.baselineValue(), ""),
                        Objects.requireNonNullElse(form.low(), ""),
                        Objects.requireNonNullElse(form.high(), ""),
                        Objects.requireNonNullElse(form.due(), ""))
                .stream()
                .allMatch(String::isBlank);
    }
}
