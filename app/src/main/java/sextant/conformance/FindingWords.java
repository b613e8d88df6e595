package sextant.conformance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import sextant.objectives.ConformanceCheck.Finding;
import sextant.platform.language.Reader;

/** Says a finding to its reader. */
public final class FindingWords {
    private final Reader reader;

    public FindingWords(Reader reader) {
        this.reader = reader;
    }

    public String text(Finding finding) {
        return switch (finding) {
            case Finding.Conforms(var code, var arguments, var link) -> text(code, arguments);
            case Finding.Gap(var code, var arguments, var remedy) -> text(code, arguments);
            case Finding.NotYetDue(var code, var arguments, var due) -> text(code, arguments);
        };
    }

    public static String link(Finding finding) {
        return switch (finding) {
            case Finding.Conforms(var code, var arguments, var link) -> link;
            case Finding.Gap(var code, var arguments, var remedy) -> remedy;
            case Finding.NotYetDue(var code, var arguments, var due) -> "";
        };
    }

    public static String code(Finding finding) {
        return switch (finding) {
            case Finding.Conforms(var code, var arguments, var link) -> code;
            case Finding.Gap(var code, var arguments, var remedy) -> code;
            case Finding.NotYetDue(var code, var arguments, var due) -> code;
        };
    }

    private String text(String code, List<Object> arguments) {
        return reader.texts()
                .choice(
                        "conformance.finding",
                        code,
                        arguments.stream().map(this::worded).toArray());
    }

    private Object worded(Object value) {
        return switch (value) {
            case LocalDate date -> reader.formats().date(date);
            case Instant at -> reader.formats().time(at);
            default -> value;
        };
    }
}
