package sextant.platform.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import sextant.platform.NotFound;
import sextant.platform.language.Texts;
import sextant.platform.tables.EscapedCsv;
import sextant.platform.tables.Spreadsheet;
import sextant.platform.tables.TableWriter;

/** A register as a file: CSV in the formats of the reader's spreadsheet, or XLSX, whose formats the spreadsheet chooses. */
public final class TableDownload {
    private TableDownload() {}

    /** Where a page leads to the files of its register, as it is filtered and sorted. */
    public record Exports(String csv, String xlsx) {
        /** @param file without its ending: {@code /objectives} */
        public static Exports of(Asked asked, String file) {
            return new Exports(asked.at(file + ".csv"), asked.at(file + ".xlsx"));
        }
    }

    /**
     * Begins the answer. Everything that can be refused must have been before.
     *
     * @param form the ending that was asked for: {@code csv} or {@code xlsx}
     * @param name of the file, without its ending
     * @param title of the sheet
     * @throws NotFound when there is no such form
     */
    public static TableWriter open(HttpServletResponse response, String form, String name, String title, Texts texts)
            throws IOException {
        requireKnown(form);
        response.setContentType(
                form.equals("csv")
                        ? "text/csv;charset=UTF-8"
                        : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "." + form + "\"");
        response.setHeader("Cache-Control", "no-store");
        return form.equals("csv")
                ? new EscapedCsv(response.getOutputStream(), EscapedCsv.Layout.of(texts.locale(), true))
                : new Spreadsheet(response.getOutputStream(), title);
    }

    /** @throws NotFound when there is no such form; before the register is read for nothing */
    public static void requireKnown(String form) {
        if (!form.equals("csv") && !form.equals("xlsx")) throw new NotFound("file");
    }
}
