package sextant.imports.web;

import java.util.List;
import java.util.UUID;

/** What the pages of this module show, everything decided; the templates only lay out. */
public interface ImportViews {
    /** @param takes what a cell can be, in a few words; empty for any text */
    record ColumnLine(String heading, boolean needed, String takes) {}

    /** @param refused why the table that was sent is not read; empty before one was */
    record ImportPage(
            String code,
            String title,
            String lead,
            String register,
            String registerTitle,
            List<ColumnLine> columns,
            String refused) {}

    record WrongCell(long line, String column, String message) {}

    record RefusedLine(long line, String name, List<WrongCell> cells) {}

    record ShownLine(long line, String name, String href, String fate) {}

    /**
     * @param refused how many records cannot be added: then none is
     * @param more what is said of those that are not listed; empty when all are
     * @param add what the button says; empty when there is nothing to add
     */
    record PreviewPage(
            String code,
            UUID id,
            String title,
            String register,
            String registerTitle,
            String fileName,
            int added,
            int alreadyThere,
            int refused,
            List<RefusedLine> refusedLines,
            List<ShownLine> lines,
            String more,
            String unread,
            String add) {}

    record DonePage(String title, String register, String registerTitle, String fileName, String done) {}
}
