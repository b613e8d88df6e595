package sextant.evaluation.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import sextant.evaluation.Judged;
import sextant.evaluation.TargetDrawing;
import sextant.evaluation.VerdictWords;
import sextant.evaluation.Verdicts;
import sextant.evaluation.rule.Explanation;
import sextant.evaluation.rule.Status;
import sextant.evaluation.web.EvaluationViews.StandingPanel;
import sextant.evaluation.web.EvaluationViews.TargetChart;
import sextant.evaluation.web.EvaluationViews.TargetStanding;
import sextant.evaluation.web.EvaluationViews.TargetsPanel;
import sextant.measurement.Direction;
import sextant.measurement.Kpi;
import sextant.measurement.KpiId;
import sextant.measurement.Kpis;
import sextant.measurement.Measured;
import sextant.measurement.Measurements;
import sextant.objectives.Objective;
import sextant.objectives.ObjectivePanel;
import sextant.objectives.ObjectiveTarget;
import sextant.objectives.Stage;
import sextant.objectives.Target;
import sextant.people.Actor;
import sextant.platform.charts.MeasurementChart;
import sextant.platform.charts.StatusGauge;
import sextant.platform.charts.StatusMark;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;
import sextant.platform.web.Panel;

/** The status on an objective's page: how it stands and why, the chart of each target, and the targets' table. */
@Component
class StandingPanels implements ObjectivePanel {
    private static final int TABLE = 60;

    private final Verdicts verdicts;
    private final Kpis kpis;
    private final Measurements measurements;

    StandingPanels(Verdicts verdicts, Kpis kpis, Measurements measurements) {
        this.verdicts = verdicts;
        this.kpis = kpis;
        this.measurements = measurements;
    }

    @Override
    public List<Panel> panels(
            Actor actor, Objective objective, Objective.Version version, Instant moment, boolean past) {
        if (version.content().targets().isEmpty()) return List.of();
        Map<KpiId, Kpi> definitions = kpis
                .among(
                        actor.organization(),
                        version.content().targets().stream()
                                .map(ObjectiveTarget::kpi)
                                .toList())
                .stream()
                .collect(Collectors.toMap(Kpi::id, kpi -> kpi));
        Map<KpiId, List<Measured>> histories =
                measurements.newest(actor.organization(), definitions.keySet(), moment, TargetDrawing.MOST);
        boolean judged = version.stage() == Stage.APPROVED;
        Optional<Judged> held = past || !judged
                ? Optional.empty()
                : Optional.ofNullable(
                        verdicts.current(actor.organization(), actor.organizationZone(), List.of(objective), moment)
                                .get(objective.id()));
        Judged verdict = held.orElseGet(
                () -> verdicts.asOf(actor.organization(), actor.organizationZone(), objective, version, moment));
        List<Panel> panels = new ArrayList<>();
        if (judged) standing(actor, version, verdict, definitions).ifPresent(panels::add);
        panels.add(new Panel(
                Panel.Place.MAIN,
                10,
                "evaluation/targets.jte",
                targets(actor, version, judged ? verdict : null, definitions, histories)));
        return panels;
    }

    private static Optional<Panel> standing(
            Actor actor, Objective.Version version, Judged verdict, Map<KpiId, Kpi> definitions) {
        if (verdict.status().isEmpty() || verdict.worst().isEmpty()) return Optional.empty();
        Status status = verdict.status().get();
        Optional<ObjectiveTarget> worst = version.content().targets().stream()
                .filter(target -> target.id().equals(verdict.worst().get()))
                .findFirst();
        Explanation explanation = verdict.targets().get(verdict.worst().get());
        if (worst.isEmpty() || explanation == null) return Optional.empty();
        Kpi.Definition kpi = java.util.Objects.requireNonNull(
                        definitions.get(worst.get().kpi()))
                .definition();
        Texts texts = actor.reader().texts();
        Formats formats = actor.reader().formats();
        Optional<sextant.objectives.Point> measured = measured(explanation);
        String sentence = new VerdictWords(actor.reader(), kpi.name(), kpi.unitOfMeasure()).sentence(explanation);
        String word = texts.choice("status", status.code());
        return Optional.of(new Panel(
                Panel.Place.STANDING,
                0,
                "evaluation/standing.jte",
                new StandingPanel(
                        status.code(),
                        word,
                        measured.map(point -> formats.number(point.value())).orElse("–"),
                        measured.isPresent() ? kpi.unitOfMeasure() : "",
                        measured.map(point -> formats.date(point.date())).orElse(""),
                        sentence,
                        texts.text("standing.rule", version.content().targets().size(), verdict.ruleVersion()),
                        new StatusGauge(mark(status), course(explanation), word + ". " + sentence).svg())));
    }

    private static TargetsPanel targets(
            Actor actor,
            Objective.Version version,
            @Nullable Judged verdict,
            Map<KpiId, Kpi> definitions,
            Map<KpiId, List<Measured>> histories) {
        // With one target, the standing above the chart has said it.
        boolean alone = version.content().targets().size() == 1;
        List<TargetChart> charts = new ArrayList<>();
        List<TargetStanding> lines = new ArrayList<>();
        for (ObjectiveTarget target : version.content().targets()) {
            Kpi kpi = definitions.get(target.kpi());
            if (kpi == null) continue;
            List<Measured> known = histories.getOrDefault(target.kpi(), List.of());
            Explanation explanation = verdict == null ? null : verdict.targets().get(target.id());
            if (target.complete(kpi.definition().direction())
                    instanceof ObjectiveTarget.Completeness.Complete(Target complete))
                chart(actor, kpi.definition(), complete, alone ? null : explanation, known)
                        .ifPresent(charts::add);
            lines.add(line(actor, target, kpi.definition(), explanation, known));
        }
        return new TargetsPanel(charts, lines);
    }

    private static Optional<TargetChart> chart(
            Actor actor, Kpi.Definition kpi, Target target, @Nullable Explanation explanation, List<Measured> known) {
        TargetDrawing drawing = new TargetDrawing(actor, kpi, target);
        return drawing.chart(known)
                .map(chart -> new TargetChart(
                        caption(actor, kpi, explanation),
                        known.size() < TargetDrawing.MOST
                                ? ""
                                : actor.reader().texts().text("chart.newest", TargetDrawing.MOST),
                        chart.svg(MeasurementChart.Size.WIDE),
                        chart.svg(MeasurementChart.Size.NARROW),
                        drawing.readings(known, TABLE),
                        kpi.unitOfMeasure()));
    }

    private static String caption(Actor actor, Kpi.Definition kpi, @Nullable Explanation explanation) {
        return explanation == null
                ? actor.reader().texts().text("chart.caption", kpi.name())
                : new VerdictWords(actor.reader(), kpi.name(), kpi.unitOfMeasure()).sentence(explanation);
    }

    private static TargetStanding line(
            Actor actor,
            ObjectiveTarget target,
            Kpi.Definition kpi,
            @Nullable Explanation explanation,
            List<Measured> known) {
        Formats formats = actor.reader().formats();
        Texts texts = actor.reader().texts();
        String goal = switch (target.kind()) {
            case REACH, MAINTAIN ->
                target.targetValue()
                        .map(value -> (kpi.direction() == Direction.DECREASE ? "≤ " : "≥ ") + formats.number(value))
                        .orElse("–");
            case WITHIN ->
                target.low().map(formats::number).orElse("…") + "–"
                        + target.high().map(formats::number).orElse("…");
        };
        return new TargetStanding(
                kpi.name(),
                "/kpis/" + target.kpi(),
                texts.choice("target.kind", target.kind().code()) + ", "
                        + texts.choice("kpi.direction", sextant.measurement.Codes.of(kpi.direction()))
                                .toLowerCase(Locale.ROOT),
                explanation == null ? "" : explanation.status().code(),
                explanation == null
                        ? ""
                        : texts.choice("status", explanation.status().code()),
                explanation == null
                        ? ""
                        : new VerdictWords(actor.reader(), kpi.name(), kpi.unitOfMeasure()).sentence(explanation),
                target.baselineValue().map(formats::number).orElse("–"),
                known.isEmpty() ? "–" : formats.number(known.getLast().value()),
                goal,
                target.due().map(formats::date).orElse("–"),
                kpi.unitOfMeasure());
    }

    /** Where the arm of the gauge stands; without a measurement it has nothing to stand on. */
    private static OptionalDouble course(Explanation explanation) {
        return switch (explanation) {
            case Explanation.AgainstPath it ->
                OptionalDouble.of(StatusGauge.course(
                        ahead(it.direction(), it.measured().value(), it.expected()),
                        it.bands().atRisk().doubleValue(),
                        it.bands().offTrack().doubleValue()));
            case Explanation.Maintaining it ->
                OptionalDouble.of(StatusGauge.course(
                        ahead(it.direction(), it.measured().value(), it.target()),
                        it.bands().atRisk().doubleValue(),
                        it.bands().offTrack().doubleValue()));
            case Explanation.AgainstRange it ->
                OptionalDouble.of(StatusGauge.course(
                        -it.distance().doubleValue(),
                        it.bands().atRisk().doubleValue(),
                        it.bands().offTrack().doubleValue()));
            case Explanation.AlreadyMet it -> OptionalDouble.of(2);
            case Explanation.AtDue it -> decided(it.status());
            case Explanation.Maintained it -> decided(it.status());
            case Explanation.RangeAtDue it -> decided(it.status());
            case Explanation.PeriodAhead it -> OptionalDouble.empty();
            case Explanation.FirstAwaited it -> OptionalDouble.empty();
            case Explanation.NeverMeasured it -> OptionalDouble.empty();
            case Explanation.Stale it -> OptionalDouble.empty();
            case Explanation.NothingByDue it -> OptionalDouble.empty();
            case Explanation.StaleAtEnd it -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble decided(Status status) {
        return OptionalDouble.of(status == Status.ACHIEVED ? 2 : -3);
    }

    private static double ahead(Direction direction, BigDecimal measured, BigDecimal wanted) {
        double difference = measured.subtract(wanted).doubleValue();
        return direction == Direction.INCREASE ? difference : -difference;
    }

    static Optional<sextant.objectives.Point> measured(Explanation explanation) {
        return switch (explanation) {
            case Explanation.AgainstPath it -> Optional.of(it.measured());
            case Explanation.AlreadyMet it -> Optional.of(it.measured());
            case Explanation.AtDue it -> Optional.of(it.measured());
            case Explanation.Maintaining it -> Optional.of(it.measured());
            case Explanation.Maintained it -> Optional.of(it.measured());
            case Explanation.AgainstRange it -> Optional.of(it.measured());
            case Explanation.RangeAtDue it -> Optional.of(it.measured());
            case Explanation.Stale it -> Optional.of(it.last());
            case Explanation.StaleAtEnd it -> Optional.of(it.last());
            case Explanation.PeriodAhead it -> Optional.empty();
            case Explanation.FirstAwaited it -> Optional.empty();
            case Explanation.NeverMeasured it -> Optional.empty();
            case Explanation.NothingByDue it -> Optional.empty();
        };
    }

    static StatusMark mark(Status status) {
        return StatusMark.valueOf(status.name());
    }
}
