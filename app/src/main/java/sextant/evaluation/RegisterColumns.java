package sextant.evaluation;

import java.time.LocalDate;
import java.util.List;
import sextant.platform.language.Texts;
import sextant.platform.tables.TableColumn;

/** The register of objectives as a table, in its reader's words. */
public final class RegisterColumns {
    private RegisterColumns() {}

    /** @param today of the organization, on which an approved objective is in force or not yet */
    public static List<TableColumn<Register.Line>> of(Texts texts, LocalDate today) {
        return List.of(
                TableColumn.text(texts.text("list.reference"), Register.Line::reference),
                TableColumn.text(texts.text("objective.field.title"), Register.Line::title),
                TableColumn.text(texts.text("unit.one"), Register.Line::unit),
                TableColumn.text(texts.text("objective.owner"), Register.Line::owner),
                TableColumn.text(
                        texts.text("register.state"), line -> texts.choice("objective.state", line.state(today))),
                TableColumn.text(texts.text("standing.title"), line -> status(texts, line.status())),
                TableColumn.date(texts.text("target.due"), Register.Line::due));
    }

    private static String status(Texts texts, String code) {
        return code.isEmpty() ? "" : texts.choice("status", code);
    }
}
