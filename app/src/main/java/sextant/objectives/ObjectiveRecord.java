package sextant.objectives;

import static sextant.journal.Fields.maps;
import static sextant.journal.Fields.optional;
import static sextant.journal.Fields.text;
import static sextant.journal.Fields.texts;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sextant.journal.Content;
import sextant.measurement.KpiId;
import sextant.people.PersonId;
import sextant.people.TeamId;
import sextant.people.UnitId;

/** An objective's content as the journal holds it, written and read back: what "as of" and the evidence pack rest on. */
final class ObjectiveRecord {
    private ObjectiveRecord() {}

    static Content of(ObjectiveId objective, int number, ObjectiveContent content) {
        return Content.of()
                .plain("objective", objective.value())
                .plain("version", number)
                .text("title", content.title())
                .text("purpose", content.purpose())
                .text("rationale", content.rationale())
                .plain("unit", content.unit().value())
                .plain("serves", content.serves().map(ObjectiveId::value))
                .plain("owner", content.owner())
                .ids("teams", content.teams().stream().map(TeamId::value).toList())
                .plain("starts", content.starts())
                .plain("ends", content.ends())
                .text("not-measurable", content.notMeasurable())
                .text("criteria", content.criteria())
                .text("achievable", content.achievable())
                .text("evaluation-method", content.evaluationMethod())
                .list(
                        "targets",
                        content.targets().stream().map(ObjectiveRecord::target).toList());
    }

    static ObjectiveContent read(Map<String, @Nullable Object> content) {
        List<ObjectiveTarget> targets = new ArrayList<>();
        for (Map<?, ?> one : maps(content, "targets")) targets.add(target(one));
        return new ObjectiveContent(
                text(content, "title"),
                text(content, "purpose"),
                text(content, "rationale"),
                new UnitId(UUID.fromString(text(content, "unit"))),
                optional(content, "serves").map(UUID::fromString).map(ObjectiveId::new),
                optional(content, "owner").map(UUID::fromString).map(PersonId::new),
                texts(content, "teams").stream()
                        .map(UUID::fromString)
                        .map(TeamId::new)
                        .toList(),
                optional(content, "starts").map(LocalDate::parse),
                optional(content, "ends").map(LocalDate::parse),
                text(content, "not-measurable"),
                text(content, "criteria"),
                text(content, "achievable"),
                text(content, "evaluation-method"),
                targets);
    }

    private static Content target(ObjectiveTarget target) {
        return Content.of()
                .plain("id", target.id())
                .plain("kpi", target.kpi().value())
                .plain("kind", target.kind().code())
                .plain("baseline-value", target.baselineValue())
                .plain("baseline-date", target.baselineDate())
                .plain("target-value", target.targetValue())
                .plain("low", target.low())
                .plain("high", target.high())
                .plain("due", target.due())
                .plain("maintain-until", target.maintainUntil())
                .plain("at-risk", target.atRisk())
                .plain("off-track", target.offTrack())
                .list(
                        "milestones",
                        target.milestones().stream()
                                .map(milestone -> Content.of()
                                        .plain("id", milestone.date().toString())
                                        .plain("value", milestone.value()))
                                .toList());
    }

    private static ObjectiveTarget target(Map<?, ?> map) {
        List<Point> milestones = new ArrayList<>();
        for (Map<?, ?> one : maps(map, "milestones"))
            milestones.add(new Point(LocalDate.parse(text(one, "id")), new BigDecimal(text(one, "value"))));
        return new ObjectiveTarget(
                UUID.fromString(text(map, "id")),
                new KpiId(UUID.fromString(text(map, "kpi"))),
                java.util.Objects.requireNonNull(TargetKind.BY_CODE.get(text(map, "kind"))),
                optional(map, "baseline-value").map(BigDecimal::new),
                optional(map, "baseline-date").map(LocalDate::parse),
                optional(map, "target-value").map(BigDecimal::new),
                optional(map, "low").map(BigDecimal::new),
                optional(map, "high").map(BigDecimal::new),
                optional(map, "due").map(LocalDate::parse),
                optional(map, "maintain-until").map(LocalDate::parse),
                new BigDecimal(text(map, "at-risk")),
                new BigDecimal(text(map, "off-track")),
                milestones);
    }
}
