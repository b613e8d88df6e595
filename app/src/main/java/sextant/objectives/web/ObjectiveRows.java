package sextant.objectives.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import sextant.measurement.KpiId;
import sextant.measurement.Kpis;
import sextant.objectives.ObjectiveContent;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Objectives;
import sextant.objectives.TargetKind;
import sextant.objectives.WriteObjective;
import sextant.objectives.web.ObjectiveViews.MilestoneForm;
import sextant.objectives.web.ObjectiveViews.ObjectiveForm;
import sextant.objectives.web.ObjectiveViews.TargetForm;
import sextant.people.Actor;
import sextant.people.Directory;
import sextant.people.ImportsRecords;
import sextant.people.Permission;
import sextant.platform.Ids;
import sextant.platform.language.Texts;
import sextant.platform.web.Checks;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Option;
import sextant.platform.web.Parsed;

/**
 * Objectives from a table, as drafts. A further row with the same number, or with nothing but a target, adds a target to the
 * objective before it. One without a number is given the next.
 */
@Component
class ObjectiveRows implements ImportsRecords {
    private static final Pattern TARGET = Pattern.compile("targets\\[(\\d+)]\\.(\\w+).*");
    private static final Pattern MILESTONE = Pattern.compile("([0-9-]{10})\\s*[:=]?\\s*(\\S.*)?");
    private static final Set<String> OF_A_TARGET = Set.of(
            "kpi",
            "kind",
            "baselineValue",
            "baselineDate",
            "targetValue",
            "due",
            "maintainUntil",
            "low",
            "high",
            "atRisk",
            "offTrack",
            "milestones");

    private final WriteObjective write;
    private final Objectives objectives;
    private final Kpis kpis;
    private final Directory directory;
    private final Ids ids;

    ObjectiveRows(WriteObjective write, Objectives objectives, Kpis kpis, Directory directory, Ids ids) {
        this.write = write;
        this.objectives = objectives;
        this.kpis = kpis;
        this.directory = directory;
        this.ids = ids;
    }

    @Override
    public Register about() {
        return new Register("objectives", Permission.OBJECTIVES_WRITE, "/objectives");
    }

    @Override
    public List<Column> columns(Texts texts) {
        return List.of(
                Column.open("reference", texts.text("list.reference"), Takes.TEXT),
                Column.needed("title", texts.text("objective.field.title"), Takes.TEXT),
                Column.needed("unit", texts.text("unit.one"), Takes.UNIT),
                Column.open("owner", texts.text("objective.owner"), Takes.PERSON),
                Column.open("teams", texts.text("team.plural"), Takes.TEAMS),
                Column.open("serves", texts.text("objective.serves.field"), Takes.OBJECTIVE),
                Column.open("purpose", texts.text("objective.purpose"), Takes.TEXT),
                Column.open("rationale", texts.text("objective.rationale"), Takes.TEXT),
                Column.open("starts", texts.text("objective.starts"), Takes.DATE),
                Column.open("ends", texts.text("objective.ends"), Takes.DATE),
                Column.open("achievable", texts.text("objective.achievable"), Takes.TEXT),
                Column.open("evaluationMethod", texts.text("objective.evaluation-method"), Takes.TEXT),
                Column.open("notMeasurable", texts.text("objective.not-measurable"), Takes.TEXT),
                Column.open("criteria", texts.text("objective.criteria"), Takes.TEXT),
                Column.open("kpi", texts.text("kpi.one"), Takes.KPI),
                Column.choice(
                        "kind",
                        texts.text("target.kind.title"),
                        false,
                        Option.each(TargetKind.values(), TargetKind::code, code -> texts.choice("target.kind", code))),
                Column.open("baselineValue", texts.text("target.baseline-value"), Takes.NUMBER),
                Column.open("baselineDate", texts.text("target.baseline-date"), Takes.DATE),
                Column.open("targetValue", texts.text("target.target-value"), Takes.NUMBER),
                Column.open("due", texts.text("target.due"), Takes.DATE),
                Column.open("maintainUntil", texts.text("target.maintain-until"), Takes.DATE),
                Column.open("low", texts.text("target.low"), Takes.NUMBER),
                Column.open("high", texts.text("target.high"), Takes.NUMBER),
                Column.open("atRisk", texts.text("target.at-risk"), Takes.NUMBER),
                Column.open("offTrack", texts.text("target.off-track"), Takes.NUMBER),
                Column.open("milestones", texts.text("target.milestones"), Takes.MILESTONES));
    }

    @Override
    public boolean continues(Row row, Row first) {
        String reference = row.text("reference");
        return reference.isEmpty()
                ? OF_A_TARGET.containsAll(row.cells().keySet())
                : reference.equalsIgnoreCase(first.text("reference"));
    }

    @Override
    public String called(Row first) {
        return first.text("reference");
    }

    @Override
    public String needs(Row first) {
        return first.text("serves");
    }

    @Override
    public Writing begin(Actor actor) {
        return new Adding(actor);
    }

    private final class Adding implements Writing {
        private final Actor actor;
        private final Directory.Entries entries;

        Adding(Actor actor) {
            this.actor = actor;
            this.entries = directory.read(actor);
        }

        @Override
        public Written write(List<Row> rows, Supplier<Checks> checking) {
            Row first = rows.getFirst();
            String reference = first.text("reference");
            if (!reference.isEmpty()) {
                var there = objectives.byReference(actor.organization(), reference);
                if (there.isPresent())
                    return new Written.AlreadyThere(there.get().value(), called(reference, first), path(there.get()));
            }
            Checks checks = checking.get();
            String given = checks.required(
                    "reference", reference.isEmpty() ? objectives.nextReference(actor.organization()) : reference, 40);
            Optional<ObjectiveId> served = first.text("serves").isEmpty()
                    ? Optional.empty()
                    : objectives.byReference(actor.organization(), first.text("serves"));
            if (served.isEmpty() && !first.text("serves").isEmpty()) checks.reject("serves", "serves-unknown");
            List<Integer> places = new ArrayList<>();
            List<TargetForm> targets = new ArrayList<>();
            for (int place = 0; place < rows.size(); place++) {
                Row row = rows.get(place);
                if (OF_A_TARGET.stream().allMatch(key -> row.text(key).isEmpty())) continue;
                targets.add(target(checks, "targets[" + targets.size() + "].", row));
                places.add(place);
            }
            ObjectiveForm form = form(checks, first, served, targets);
            return switch (ObjectiveForms.content(checks, form, ids::next)) {
                case Parsed.Invalid<ObjectiveContent> invalid ->
                    new Written.Refused(placed(invalid.problems(), places));
                case Parsed.Valid<ObjectiveContent> valid -> add(given, first, valid.value());
            };
        }

        private Written add(String reference, Row first, ObjectiveContent content) {
            if (!actor.may(Permission.OBJECTIVES_WRITE, content.unit()))
                return Written.Refused.at("unit", "unit-not-yours");
            return switch (write.create(actor, reference, content)) {
                case WriteObjective.Result.Saved saved ->
                    new Written.Added(
                            saved.objective().value(),
                            called(reference, first),
                            path(saved.objective()) + "?version=draft");
                case WriteObjective.Result.ReferenceTaken taken -> Written.Refused.at("reference", "reference-taken");
                case WriteObjective.Result.NoSuchOwner stranger -> Written.Refused.at("owner", "no-such-person");
                case WriteObjective.Result.NoSuchTeam stranger -> Written.Refused.at("teams", "no-such-team");
                case WriteObjective.Result.NoSuchObjective missing -> Written.Refused.at("serves", "serves-unknown");
                case WriteObjective.Result.NotAbove elsewhere -> Written.Refused.at("serves", "serves-not-above");
                case WriteObjective.Result.NoSuchKpi missing -> Written.Refused.at("kpi", "no-such-kpi");
                case WriteObjective.Result.Ended ended -> throw new IllegalStateException("a new objective has ended");
            };
        }

        private ObjectiveForm form(Checks checks, Row first, Optional<ObjectiveId> served, List<TargetForm> targets) {
            return new ObjectiveForm(
                    first.text("reference"),
                    first.text("title"),
                    first.text("purpose"),
                    first.text("rationale"),
                    entries.unit(checks, "unit", first.text("unit")),
                    served.map(ObjectiveId::toString).orElse(""),
                    entries.person(checks, "owner", first.text("owner")),
                    entries.teams(checks, "teams", first.text("teams")),
                    first.text("starts"),
                    first.text("ends"),
                    first.text("notMeasurable"),
                    first.text("criteria"),
                    first.text("achievable"),
                    first.text("evaluationMethod"),
                    targets,
                    "",
                    "",
                    "");
        }

        private TargetForm target(Checks checks, String at, Row row) {
            String reference = row.text("kpi");
            Optional<KpiId> kpi =
                    reference.isEmpty() ? Optional.empty() : kpis.byReference(actor.organization(), reference);
            if (kpi.isEmpty() && !reference.isEmpty()) checks.reject(at + "kpi", "kpi-unknown", reference);
            return new TargetForm(
                    "",
                    kpi.map(KpiId::toString).orElse(""),
                    row.text("kind"),
                    row.text("baselineValue"),
                    row.text("baselineDate"),
                    row.text("targetValue"),
                    row.text("low"),
                    row.text("high"),
                    row.text("due"),
                    row.text("maintainUntil"),
                    row.text("atRisk"),
                    row.text("offTrack"),
                    milestones(checks, at, row.text("milestones")));
        }

        private static List<MilestoneForm> milestones(Checks checks, String at, String text) {
            List<MilestoneForm> milestones = new ArrayList<>();
            for (String one : Stream.of(text.split(";")).map(String::strip).toList()) {
                if (one.isEmpty()) continue;
                Matcher milestone = MILESTONE.matcher(one);
                if (milestone.matches()) milestones.add(new MilestoneForm(milestone.group(1), milestone.group(2)));
                else checks.reject(at + "milestones", "milestone-unread", one);
            }
            return milestones;
        }

        /** What is wrong with a target is wrong in its row. */
        private static List<Misfit> placed(List<FieldProblem> problems, List<Integer> places) {
            return Misfit.first(problems.stream().map(problem -> {
                Matcher target = TARGET.matcher(problem.field());
                return target.matches()
                        ? new Misfit(
                                places.get(Integer.parseInt(target.group(1))),
                                new FieldProblem(target.group(2), problem.code(), problem.arguments()))
                        : new Misfit(0, problem);
            }));
        }

        private static String called(String reference, Row first) {
            return reference + " " + first.text("title");
        }

        private static String path(ObjectiveId objective) {
            return "/objectives/" + objective;
        }
    }
}
