package sextant.documents;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sextant.documents.ObjectivePage.Chart;
import sextant.documents.ObjectivePage.Fact;
import sextant.documents.ObjectivePage.Standing;
import sextant.documents.ObjectivePage.TargetRow;
import sextant.evaluation.TargetDrawing;
import sextant.evaluation.VerdictWords;
import sextant.evaluation.rule.Explanation;
import sextant.evaluation.rule.Status;
import sextant.measurement.Codes;
import sextant.measurement.Kpi;
import sextant.measurement.Measured;
import sextant.objectives.ObjectiveTarget;
import sextant.objectives.Point;
import sextant.objectives.Target;
import sextant.people.Actor;
import sextant.people.PersonId;
import sextant.platform.charts.MeasurementChart;
import sextant.platform.charts.StatusMark;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;
import sextant.platform.print.Pdf;

/** Words the targets of a document: where each stands, its chart with the numbers, and its KPI. */
final class TargetWording {
    private static final int MOST_READINGS = 72;
    private static final int COLUMNS = 3;

    private final Actor reader;
    private final ObjectiveDocument document;
    private final Texts texts;
    private final Formats formats;
    private final GoalWords goals;

    TargetWording(Actor reader, ObjectiveDocument document) {
        this.reader = reader;
        this.document = document;
        this.texts = reader.reader().texts();
        this.formats = reader.reader().formats();
        this.goals = new GoalWords(formats);
    }

    Optional<Standing> standing() {
        return document.judged()
                .flatMap(judged -> judged.worst()
                        .flatMap(worst -> document.content().targets().stream()
                                .filter(target -> target.id().equals(worst))
                                .findFirst()
                                .flatMap(target -> document.kpi(target)
                                        .flatMap(kpi -> document.explanation(target)
                                                .map(why -> standing(
                                                        target, kpi.definition(), why, judged.ruleVersion()))))));
    }

    private Standing standing(ObjectiveTarget target, Kpi.Definition kpi, Explanation explanation, String ruleVersion) {
        Optional<Measured> last = last(target);
        return new Standing(
                mark(explanation.status()),
                word(explanation.status()),
                last.map(row -> formats.number(row.value())).orElse("–"),
                last.isPresent() ? kpi.unitOfMeasure() : "",
                last.map(row -> texts.text("document.measured-on", formats.date(day(row))))
                        .orElse(""),
                sentence(kpi, explanation),
                texts.text("standing.rule", document.content().targets().size(), ruleVersion));
    }

    List<TargetRow> rows() {
        return document.content().targets().stream()
                .flatMap(target -> document.kpi(target).stream().map(kpi -> row(target, kpi.definition())))
                .toList();
    }

    private TargetRow row(ObjectiveTarget it, Kpi.Definition kpi) {
        Optional<Status> status = document.explanation(it).map(Explanation::status);
        return new TargetRow(
                kpi.name(),
                texts.choice("target.kind", it.kind().code()) + " · "
                        + texts.choice("kpi.direction", Codes.of(kpi.direction())),
                more(it, kpi),
                status.map(this::mark).orElse(""),
                status.map(this::word).orElse(""),
                it.baselineValue().map(value -> value(kpi, value)).orElse("–"),
                last(it).map(row -> value(kpi, row.value())).orElse("–"),
                goals.goal(it, kpi),
                it.due().map(formats::date).orElse("–")
                        + it.maintainUntil()
                                .map(until -> texts.text("target.maintained-until", formats.date(until)))
                                .orElse(""));
    }

    private List<String> more(ObjectiveTarget it, Kpi.Definition kpi) {
        List<String> more = new ArrayList<>();
        if (it.offTrack().signum() > 0)
            more.add(texts.text("document.bands", value(kpi, it.atRisk()), value(kpi, it.offTrack())));
        for (Point milestone : it.milestones())
            more.add(texts.text("document.milestone", value(kpi, milestone.value()), formats.date(milestone.date())));
        return more;
    }

    List<Chart> charts() {
        return document.content().targets().stream()
                .flatMap(target -> document.kpi(target).stream().map(kpi -> chart(target, kpi.definition())))
                .toList();
    }

    private Chart chart(ObjectiveTarget it, Kpi.Definition kpi) {
        String caption = document.explanation(it)
                .map(explanation -> sentence(kpi, explanation))
                .orElseGet(() -> texts.text("chart.caption", kpi.name()));
        if (!(it.complete(kpi.direction()) instanceof ObjectiveTarget.Completeness.Complete(Target complete)))
            return new Chart(kpi.name(), caption, null, List.of(), "", definition(kpi));
        TargetDrawing drawing = new TargetDrawing(reader, kpi, complete);
        List<Measured> history = document.history(it);
        List<TargetDrawing.Reading> readings = drawing.readings(history, MOST_READINGS);
        int all = document.count(it).instants();
        return new Chart(
                kpi.name(),
                caption,
                drawing.chart(history)
                        .map(chart -> chart.svg(MeasurementChart.Size.DOCUMENT))
                        .map(svg -> ChartFigure.of(svg, caption))
                        .orElse(null),
                columns(readings),
                all > readings.size()
                        ? texts.text("document.readings.newest", readings.size(), all, kpi.unitOfMeasure())
                        : texts.text("document.readings.all", all, kpi.unitOfMeasure()),
                definition(kpi));
    }

    private static List<List<TargetDrawing.Reading>> columns(List<TargetDrawing.Reading> readings) {
        List<List<TargetDrawing.Reading>> columns = new ArrayList<>();
        int height = (readings.size() + COLUMNS - 1) / COLUMNS;
        for (int from = 0; from < readings.size(); from += height)
            columns.add(readings.subList(from, Math.min(from + height, readings.size())));
        return columns;
    }

    private List<Fact> definition(Kpi.Definition it) {
        return Stream.of(
                        new Fact(texts.text("kpi.one"), it.reference() + " " + it.name()),
                        new Fact(texts.text("kpi.information-need"), it.informationNeed()),
                        new Fact(texts.text("kpi.formula"), it.formula()),
                        new Fact(texts.text("kpi.source"), it.source()),
                        new Fact(texts.text("kpi.implementation-evidence"), it.implementationEvidence()),
                        new Fact(
                                texts.text("kpi.collected-every"),
                                texts.text(
                                        "kpi.collected",
                                        texts.choice(
                                                "frequency",
                                                Codes.of(it.cadence().frequency())),
                                        it.cadence().graceDays())),
                        new Fact(texts.text("kpi.measured-by"), person(it.measuredBy())),
                        new Fact(texts.text("kpi.analysed-by"), person(it.analysedBy())),
                        new Fact(
                                texts.text("kpi.next-review"),
                                it.nextReview().map(formats::date).orElse("")))
                .filter(fact -> !fact.value().isEmpty())
                .toList();
    }

    private String person(Optional<PersonId> person) {
        return person.map(document.names()::person).orElse("");
    }

    /** The newest value in effect, which is what the verdict looks at. */
    private Optional<Measured> last(ObjectiveTarget target) {
        List<Measured> history = document.history(target);
        return history.isEmpty() ? Optional.empty() : Optional.of(history.getLast());
    }

    private LocalDate day(Measured row) {
        return row.at().atZone(reader.organizationZone()).toLocalDate();
    }

    private String sentence(Kpi.Definition kpi, Explanation explanation) {
        return new VerdictWords(reader.reader(), kpi.name(), kpi.unitOfMeasure()).sentence(explanation);
    }

    private String word(Status status) {
        return texts.choice("status", status.code());
    }

    private String mark(Status status) {
        return Pdf.embedded(StatusMark.valueOf(status.name()).svg(), texts.text("standing.title"));
    }

    private String value(Kpi.Definition kpi, BigDecimal value) {
        return goals.value(kpi, value);
    }
}
