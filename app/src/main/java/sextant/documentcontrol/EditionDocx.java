package sextant.documentcontrol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblWidth;

/** Writes an edition as an Office Open XML document: real headings, lists and tables, so that it can be read and worked on. */
final class EditionDocx {
    /** What XML 1.0 (2.2) allows nowhere. */
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    /** A status' shape, as it is drawn elsewhere. */
    private static final Map<String, String> SHAPES = Map.of(
            "missed", "\u2715",
            "off-track", "\u25C6",
            "no-data", "\u25A8",
            "at-risk", "\u25B2",
            "on-track", "\u25CF",
            "not-started", "\u25CB",
            "achieved", "\u2713");

    /** A4 with margins of 20 mm, in twentieths of a point. */
    private static final long PAGE_WIDTH = 11_906;

    private static final long PAGE_HEIGHT = 16_838;
    private static final BigInteger MARGIN = BigInteger.valueOf(1_134);

    private final EditionPaper paper;
    private final String base;
    private final XWPFDocument document = new XWPFDocument();
    private final DocxStyles styles = new DocxStyles(document);

    EditionDocx(EditionPaper paper, String base) {
        this.paper = paper;
        this.base = base;
    }

    byte[] bytes(Instant created) {
        page();
        head();
        paragraph(DocxStyles.QUIET, paper.organization());
        paragraph(DocxStyles.QUIET, paper.kicker());
        paragraph(DocxStyles.TITLE, paper.title());
        if (!paper.notice().isEmpty()) paragraph(DocxStyles.NOTICE, paper.notice());
        for (EditionContent.Chapter one : paper.front()) chapter(one.heading(), one.blocks());
        for (EditionPaper.Chapter one : paper.chapters()) chapter(one.number() + "  " + one.heading(), one.blocks());
        paragraph(DocxStyles.QUIET, paper.texts().text("edition.digest", paper.digest()));
        document.getProperties().getCoreProperties().setTitle(paper.heading());
        document.getProperties().getCoreProperties().setCreator(paper.organization());
        document.getProperties().getCoreProperties().setCreated(Optional.of(Date.from(created)));
        try (ByteArrayOutputStream out = new ByteArrayOutputStream();
                document) {
            document.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void page() {
        CTSectPr section = document.getDocument().getBody().addNewSectPr();
        CTPageSz size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(PAGE_WIDTH));
        size.setH(BigInteger.valueOf(PAGE_HEIGHT));
        CTPageMar margin = section.addNewPgMar();
        margin.setTop(MARGIN);
        margin.setBottom(MARGIN);
        margin.setLeft(MARGIN);
        margin.setRight(MARGIN);
    }

    /** Classification and edition on each page. */
    private void head() {
        XWPFParagraph head = document.createHeader(HeaderFooterType.DEFAULT).createParagraph();
        head.setStyle(DocxStyles.QUIET);
        head.createRun().setText(clean(paper.classification() + " · " + paper.heading()));
        XWPFParagraph foot = document.createFooter(HeaderFooterType.DEFAULT).createParagraph();
        foot.setStyle(DocxStyles.QUIET);
        foot.setAlignment(ParagraphAlignment.RIGHT);
        foot.getCTP().addNewFldSimple().setInstr("PAGE");
    }

    private void chapter(String heading, List<Block> blocks) {
        paragraph(DocxStyles.HEADING, heading);
        blocks.forEach(this::block);
    }

    private void block(Block block) {
        switch (block) {
            case Block.Text(var markdown) -> Markdown.parse(markdown, base).accept(new DocxText(document, styles));
            case Block.Heading(var text) -> paragraph(DocxStyles.SUBHEADING, text);
            case Block.Note(var text) -> text.lines().forEach(line -> paragraph(DocxStyles.NORMAL, line));
            case Block.Facts(var facts) -> facts(facts);
            case Block.Table(var columns, var rows) -> table(columns, rows);
            // The table below a bar has the same numbers.
            case Block.Shares shares -> {}
        }
    }

    private void facts(List<Block.Fact> facts) {
        if (facts.isEmpty()) return;
        XWPFTable table = table(facts.size(), 2);
        for (int i = 0; i < facts.size(); i++) {
            XWPFTableRow row = table.getRow(i);
            fill(row.getCell(0), facts.get(i).label(), DocxStyles.QUIET, false);
            fill(row.getCell(1), facts.get(i).value(), DocxStyles.CELL, false);
        }
    }

    private void table(List<Block.Column> columns, List<List<Block.Cell>> rows) {
        XWPFTable table = table(rows.size() + 1, columns.size());
        XWPFTableRow head = table.getRow(0);
        head.setRepeatHeader(true);
        for (int i = 0; i < columns.size(); i++)
            fill(
                    head.getCell(i),
                    columns.get(i).label(),
                    DocxStyles.CELL_HEAD,
                    columns.get(i).kind() == Block.Column.Kind.NUMBER);
        for (int r = 0; r < rows.size(); r++) {
            table.getRow(r + 1).setCantSplitRow(true);
            for (int i = 0; i < columns.size(); i++) {
                Block.Cell cell = rows.get(r).get(i);
                String shape = SHAPES.getOrDefault(cell.status(), "");
                fill(
                        table.getRow(r + 1).getCell(i),
                        shape.isEmpty() ? cell.text() : shape + " " + cell.text(),
                        DocxStyles.CELL,
                        columns.get(i).kind() == Block.Column.Kind.NUMBER);
            }
        }
    }

    private XWPFTable table(int rows, int columns) {
        XWPFTable table = document.createTable(rows, columns);
        table.setWidth("100%");
        table.getCTTbl().getTblPr().addNewTblLook().setFirstRow(true);
        for (var set : List.<SetBorder>of(table::setLeftBorder, table::setRightBorder, table::setInsideVBorder))
            set.border(XWPFTable.XWPFBorderType.NONE, 0, 0, "FFFFFF");
        for (var set : List.<SetBorder>of(table::setTopBorder, table::setBottomBorder, table::setInsideHBorder))
            set.border(XWPFTable.XWPFBorderType.SINGLE, 4, 0, "C9C2B0");
        document.createParagraph().setStyle(DocxStyles.CELL);
        return table;
    }

    private interface SetBorder {
        void border(XWPFTable.XWPFBorderType type, int size, int space, String colour);
    }

    private static void fill(XWPFTableCell cell, String text, String style, boolean number) {
        XWPFParagraph paragraph = cell.getParagraphArray(0);
        paragraph.setStyle(style);
        if (number) paragraph.setAlignment(ParagraphAlignment.RIGHT);
        XWPFRun run = paragraph.createRun();
        List<String> lines = clean(text).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) run.addBreak();
            run.setText(lines.get(i));
        }
        cell.getCTTc().addNewTcPr().addNewTcW().setType(STTblWidth.AUTO);
    }

    private void paragraph(String style, String text) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setStyle(style);
        paragraph.createRun().setText(clean(text));
    }

    static String clean(String text) {
        return NOT_XML.matcher(text).replaceAll("\uFFFD");
    }
}
