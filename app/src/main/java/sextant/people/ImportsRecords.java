package sextant.people;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sextant.platform.language.Texts;
import sextant.platform.web.Checks;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Option;

/**
 * A register that takes records from a table: a row each, or a few, in the words that people use, so that a unit is named by
 * its name and a person by their e-mail address. Each is written by the use case that a form is written by. One that is there
 * already is left as it is.
 */
public interface ImportsRecords {
    /**
     * A register.
     *
     * @param code what its address calls it
     * @param permission whoever has this somewhere may begin; where they may write, each record is asked for
     * @param path where it is
     */
    record Register(String code, Permission permission, String path) {}

    Register about();

    /** What a table may have, in the order of its template, with what the language calls it. */
    List<Column> columns(Texts texts);

    /** Whether the row tells more of the record that the other began. */
    default boolean continues(Row row, Row first) {
        return false;
    }

    /** What other records of the table can call the one that this row begins; empty when none can. */
    default String called(Row first) {
        return "";
    }

    /** What the record calls one that must be there before it; empty for none. */
    default String needs(Row first) {
        return "";
    }

    /** Begins to write one table, in the transaction that is open. */
    Writing begin(Actor actor);

    /** What a cell of the column holds. */
    enum Takes {
        TEXT,
        NUMBER,
        DATE,
        CHOICE,
        UNIT,
        PERSON,
        PERSONS,
        TEAMS,
        KPI,
        OBJECTIVE,
        MILESTONES;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param key as the API names the field
     * @param options what a {@link Takes#CHOICE} can be: the code, and what the language calls it
     */
    record Column(String key, String heading, Takes takes, boolean needed, List<Option> options) {
        public static Column needed(String key, String heading, Takes takes) {
            return new Column(key, heading, takes, true, List.of());
        }

        public static Column open(String key, String heading, Takes takes) {
            return new Column(key, heading, takes, false, List.of());
        }

        public static Column choice(String key, String heading, boolean needed, List<Option> options) {
            return new Column(key, heading, Takes.CHOICE, needed, options);
        }
    }

    /**
     * @param line where it stands in the file
     * @param cells by the keys of their columns, dates as ISO 8601 has them and choices as their codes
     */
    record Row(long line, Map<String, String> cells) {
        public String text(String key) {
            return cells.getOrDefault(key, "");
        }
    }

    interface Writing {
        /** @param checks new ones that read numbers as the table's writer types them */
        Written write(List<Row> rows, Supplier<Checks> checks);
    }

    /** What became of a record. */
    sealed interface Written {
        record Added(UUID id, String name, String href) implements Written {}

        record AlreadyThere(UUID id, String name, String href) implements Written {}

        record Refused(List<Misfit> problems) implements Written {
            public static Refused at(String field, String code, Object... arguments) {
                return new Refused(List.of(new Misfit(0, FieldProblem.of(field, code, arguments))));
            }
        }
    }

    /**
     * @param row of the record's rows, from 0
     * @param problem at the key of a column
     */
    record Misfit(int row, FieldProblem problem) {
        /** Of a record of one row. */
        public static List<Misfit> of(List<FieldProblem> problems) {
            return first(problems.stream().map(one -> new Misfit(0, one)));
        }

        /** Of several at one cell, such as an unknown name and none, the first. */
        public static List<Misfit> first(Stream<Misfit> misfits) {
            record Cell(int row, String field) {}
            Set<Cell> seen = new HashSet<>();
            return misfits.filter(
                            one -> seen.add(new Cell(one.row(), one.problem().field())))
                    .toList();
        }
    }
}
