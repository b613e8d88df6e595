package sextant.documentcontrol;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A piece of a document, worded, without a look: page, PDF and DOCX each lay it out. */
public sealed interface Block {
    /** @param markdown CommonMark, as a person wrote it */
    record Text(String markdown) implements Block {}

    /** Below a section's own heading. */
    record Heading(String text) implements Block {}

    /** A sentence of Sextant's own, such as that there is nothing to tell. */
    record Note(String text) implements Block {}

    record Facts(List<Fact> facts) implements Block {}

    /** @param columns as many as each row has cells */
    record Table(List<Column> columns, List<List<Cell>> rows) implements Block {}

    /** How many have each status, for a bar. @param caption what it shows, for those who do not see it */
    record Shares(String caption, List<Share> shares) implements Block {}

    record Fact(String label, String value) {}

    /** @param kind how its cells stand */
    record Column(String label, Kind kind) {
        public enum Kind {
            TEXT("text"),
            /** Right-aligned. */
            NUMBER("number"),
            /** On one line, such as a reference or a date. */
            SHORT("short");

            private final String code;

            Kind(String code) {
                this.code = code;
            }

            public String code() {
                return code;
            }

            static Kind of(String code) {
                for (Kind kind : values()) if (kind.code.equals(code)) return kind;
                return TEXT;
            }
        }

        /** The style sheets' class. */
        public String look() {
            return switch (kind) {
                case TEXT -> "";
                case NUMBER -> "num";
                case SHORT -> "fit";
            };
        }
    }

    /** @param status its code, and count how many have it */
    record Share(String status, int count) {}

    /**
     * @param status the code of the status whose mark stands before the text; empty for none
     * @param course the values up to the newest, drawn where there is room for it
     */
    record Cell(String text, String status, Optional<Course> course) {
        static Cell of(String text) {
            return new Cell(text, "", Optional.empty());
        }

        static Cell marked(String status, String text) {
            return new Cell(text, status, Optional.empty());
        }
    }

    /** @param values oldest first; goal the target value, where there is one; status the newest one's */
    record Course(List<BigDecimal> values, Optional<BigDecimal> goal, String status) {}
}
