package sextant.people.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import sextant.people.Actor;
import sextant.people.Directory;
import sextant.people.ImportsRecords;
import sextant.people.ManageUnits;
import sextant.people.Permission;
import sextant.people.Unit;
import sextant.people.UnitDetails;
import sextant.people.UnitId;
import sextant.people.UnitKind;
import sextant.people.Units;
import sextant.people.web.PeopleViews.UnitForm;
import sextant.platform.language.Texts;
import sextant.platform.web.Checks;
import sextant.platform.web.Option;
import sextant.platform.web.Parsed;

/**
 * Units from a table: one without a unit that it belongs to belongs to the organization itself, which may stand in it too, so that
 * the register's own file can be read.
 */
@Component
class UnitRows implements ImportsRecords {
    private final ManageUnits manage;
    private final Units units;
    private final Directory directory;

    UnitRows(ManageUnits manage, Units units, Directory directory) {
        this.manage = manage;
        this.units = units;
        this.directory = directory;
    }

    @Override
    public Register about() {
        return new Register("units", Permission.UNITS_MANAGE, "/people");
    }

    @Override
    public List<Column> columns(Texts texts) {
        return List.of(
                Column.needed("name", texts.text("unit.name"), Takes.TEXT),
                Column.choice(
                        "kind",
                        texts.text("unit.kind.title"),
                        true,
                        Option.each(UnitKind.values(), UnitKind::code, code -> texts.choice("unit.kind", code))),
                Column.open("parent", texts.text("unit.parent"), Takes.UNIT),
                Column.choice("relevant", texts.text("unit.relevant.title"), false, yesOrNo(texts)));
    }

    private static List<Option> yesOrNo(Texts texts) {
        return List.of(new Option("true", texts.text("yes")), new Option("false", texts.text("no")));
    }

    @Override
    public String called(Row first) {
        return first.text("name").toLowerCase(Locale.ROOT);
    }

    @Override
    public String needs(Row first) {
        return Directory.lastOf(first.text("parent")).toLowerCase(Locale.ROOT);
    }

    @Override
    public Writing begin(Actor actor) {
        return new Adding(actor);
    }

    private final class Adding implements Writing {
        private final Directory.Entries entries;
        private final Unit root;
        private Actor actor;

        Adding(Actor actor) {
            this.actor = actor;
            this.entries = directory.read(actor);
            this.root = units.tree(actor.organization()).getFirst();
        }

        @Override
        public Written write(List<Row> rows, Supplier<Checks> checking) {
            Row row = rows.getFirst();
            if (isRoot(row)) return there(root.id(), root.name());
            Checks checks = checking.get();
            String parent = row.text("parent").isEmpty()
                    ? root.id().toString()
                    : entries.unit(checks, "parent", row.text("parent"));
            if (row.text("kind").equals("organization")) checks.reject("kind", "unit-root-only");
            UnitForm form = new UnitForm(row.text("name"), kind(row), row.text("relevant"), parent, "", "");
            return switch (PeopleForms.unit(checks, form, false)) {
                case Parsed.Invalid<UnitDetails> invalid -> new Written.Refused(Misfit.of(invalid.problems()));
                case Parsed.Valid<UnitDetails> valid -> add(valid.value());
            };
        }

        private Written add(UnitDetails unit) {
            UnitId parent = unit.parent().orElseThrow();
            Optional<UnitId> same = entries.child(parent, unit.name());
            if (same.isPresent()) return there(same.get(), entries.path(same.get()));
            if (!actor.may(Permission.UNITS_MANAGE, parent)) return Written.Refused.at("parent", "unit-not-yours");
            ManageUnits.Result.Saved saved = (ManageUnits.Result.Saved) manage.add(actor, unit);
            entries.add(saved.unit(), parent, unit.name());
            actor = actor.with(saved.unit(), parent);
            return new Written.Added(saved.unit().value(), entries.path(saved.unit()), path(saved.unit()));
        }

        private boolean isRoot(Row row) {
            return row.text("parent").isEmpty() && row.text("name").equalsIgnoreCase(root.name());
        }

        /** The organization is none that a form offers: it was refused by its name already. */
        private static String kind(Row row) {
            return row.text("kind").equals("organization") ? "level" : row.text("kind");
        }

        private static Written there(UnitId unit, String name) {
            return new Written.AlreadyThere(unit.value(), name, path(unit));
        }

        private static String path(UnitId unit) {
            return "/people/units/" + unit;
        }
    }
}
