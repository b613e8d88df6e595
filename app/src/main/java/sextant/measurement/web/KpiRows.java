package sextant.measurement.web;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import sextant.measurement.Codes;
import sextant.measurement.DefineKpi;
import sextant.measurement.Direction;
import sextant.measurement.Frequency;
import sextant.measurement.Kpi;
import sextant.measurement.KpiId;
import sextant.measurement.Kpis;
import sextant.measurement.ValueKind;
import sextant.measurement.web.KpiViews.KpiForm;
import sextant.people.Actor;
import sextant.people.Directory;
import sextant.people.ImportsRecords;
import sextant.people.Permission;
import sextant.platform.language.Texts;
import sextant.platform.web.Checks;
import sextant.platform.web.Option;
import sextant.platform.web.Parsed;

/** KPIs from a table; one without a number is given the next. What is left open is as in an empty form. */
@Component
class KpiRows implements ImportsRecords {
    private final DefineKpi define;
    private final Kpis kpis;
    private final Directory directory;

    KpiRows(DefineKpi define, Kpis kpis, Directory directory) {
        this.define = define;
        this.kpis = kpis;
        this.directory = directory;
    }

    @Override
    public Register about() {
        return new Register("kpis", Permission.KPIS_DEFINE, "/kpis");
    }

    @Override
    public List<Column> columns(Texts texts) {
        List<Option> frequencies = Option.each(Frequency.values(), Codes::of, code -> texts.choice("frequency", code));
        return List.of(
                Column.open("reference", texts.text("list.reference"), Takes.TEXT),
                Column.needed("name", texts.text("kpi.name"), Takes.TEXT),
                Column.needed("unit", texts.text("unit.one"), Takes.UNIT),
                Column.choice(
                        "direction",
                        texts.text("kpi.direction.title"),
                        true,
                        Option.each(Direction.values(), Codes::of, code -> texts.choice("kpi.direction", code))),
                Column.open("unitOfMeasure", texts.text("kpi.unit-of-measure"), Takes.TEXT),
                Column.choice(
                        "valueKind",
                        texts.text("kpi.value-kind.title"),
                        false,
                        Option.each(ValueKind.values(), ValueKind::code, code -> texts.choice("kpi.value-kind", code))),
                Column.open("informationNeed", texts.text("kpi.information-need"), Takes.TEXT),
                Column.open("formula", texts.text("kpi.formula"), Takes.TEXT),
                Column.open("source", texts.text("kpi.source"), Takes.TEXT),
                Column.open("implementationEvidence", texts.text("kpi.implementation-evidence"), Takes.TEXT),
                Column.choice("collectedEvery", texts.text("kpi.collected-every"), false, frequencies),
                Column.open("graceDays", texts.text("kpi.grace-days"), Takes.NUMBER),
                Column.choice("analysedEvery", texts.text("kpi.analysed-every"), false, frequencies),
                Column.choice("reportedEvery", texts.text("kpi.reported-every"), false, frequencies),
                Column.open("measuredBy", texts.text("kpi.measured-by"), Takes.PERSON),
                Column.open("analysedBy", texts.text("kpi.analysed-by"), Takes.PERSON),
                Column.open("receivedBy", texts.text("kpi.received-by"), Takes.PERSONS),
                Column.open("nextReview", texts.text("kpi.next-review"), Takes.DATE));
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
            Row row = rows.getFirst();
            String reference = row.text("reference");
            if (!reference.isEmpty()) {
                var there = kpis.byReference(actor.organization(), reference);
                if (there.isPresent())
                    return new Written.AlreadyThere(there.get().value(), called(reference, row), path(there.get()));
            }
            Checks checks = checking.get();
            String given = reference.isEmpty() ? kpis.nextReference(actor.organization()) : reference;
            return switch (KpiForms.definition(checks, form(checks, given, row))) {
                case Parsed.Invalid<Kpi.Definition> invalid -> new Written.Refused(Misfit.of(invalid.problems()));
                case Parsed.Valid<Kpi.Definition> valid -> add(row, valid.value());
            };
        }

        private Written add(Row row, Kpi.Definition kpi) {
            if (!actor.may(Permission.KPIS_DEFINE, kpi.unit())) return Written.Refused.at("unit", "unit-not-yours");
            return switch (define.add(actor, kpi)) {
                case DefineKpi.Result.Saved saved ->
                    new Written.Added(saved.kpi().value(), called(kpi.reference(), row), path(saved.kpi()));
                case DefineKpi.Result.ReferenceTaken taken -> Written.Refused.at("reference", "reference-taken");
                case DefineKpi.Result.NoSuchPerson stranger -> Written.Refused.at("measuredBy", "no-such-person");
            };
        }

        private KpiForm form(Checks checks, String reference, Row row) {
            return new KpiForm(
                    reference,
                    row.text("name"),
                    entries.unit(checks, "unit", row.text("unit")),
                    row.text("informationNeed"),
                    row.text("formula"),
                    orElse(row, "valueKind", "number"),
                    row.text("unitOfMeasure"),
                    row.text("direction"),
                    row.text("source"),
                    row.text("implementationEvidence"),
                    orElse(row, "collectedEvery", "month"),
                    orElse(row, "graceDays", "5"),
                    row.text("analysedEvery"),
                    row.text("reportedEvery"),
                    entries.person(checks, "measuredBy", row.text("measuredBy")),
                    entries.person(checks, "analysedBy", row.text("analysedBy")),
                    entries.persons(checks, "receivedBy", row.text("receivedBy")),
                    row.text("nextReview"),
                    "false",
                    "",
                    "");
        }

        private static String orElse(Row row, String key, String other) {
            return row.text(key).isEmpty() ? other : row.text(key);
        }

        private static String called(String reference, Row row) {
            return reference + " " + row.text("name");
        }

        private static String path(KpiId kpi) {
            return "/kpis/" + kpi;
        }
    }
}
