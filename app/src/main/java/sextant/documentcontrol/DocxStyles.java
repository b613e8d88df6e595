package sextant.documentcontrol;

import java.math.BigInteger;
import org.apache.poi.xwpf.usermodel.XWPFAbstractNum;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFNumbering;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFStyles;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTAbstractNum;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTLvl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPrGeneral;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSpacing;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STNumberFormat;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

/** The looks of an Office document's paragraphs, and its lists. Names are those that Word knows, so that it makes an outline. */
final class DocxStyles {
    static final String NORMAL = "Normal";
    static final String TITLE = "Title";
    static final String HEADING = "Heading1";
    static final String SUBHEADING = "Heading2";
    static final String LOWER_HEADING = "Heading3";
    static final String QUIET = "Caption";
    static final String NOTICE = "IntenseQuote";
    static final String QUOTE = "Quote";
    static final String CELL = "TableText";
    static final String CELL_HEAD = "TableHead";

    private static final String INK = "17212F";
    private static final String QUIET_INK = "4C5461";
    private static final String BRASS = "805A08";
    private static final int LEVELS = 4;
    private static final long INDENT = 360;

    private final XWPFNumbering numbering;
    private final BigInteger bullets;
    private final BigInteger ordered;

    /** @param halfPoints the letters' height in halves of a point; before and after in twentieths of one */
    private record Look(String name, int halfPoints, boolean bold, String colour, int before, int after, int outline) {}

    DocxStyles(XWPFDocument document) {
        XWPFStyles styles = document.createStyles();
        add(styles, NORMAL, new Look("Normal", 20, false, INK, 0, 120, -1));
        add(styles, TITLE, new Look("Title", 44, true, INK, 120, 240, -1));
        add(styles, HEADING, new Look("heading 1", 28, true, INK, 360, 120, 0));
        add(styles, SUBHEADING, new Look("heading 2", 22, true, INK, 240, 80, 1));
        add(styles, LOWER_HEADING, new Look("heading 3", 20, true, QUIET_INK, 160, 60, 2));
        add(styles, QUIET, new Look("caption", 17, false, QUIET_INK, 0, 40, -1));
        add(styles, NOTICE, new Look("Intense Quote", 20, true, BRASS, 60, 180, -1));
        add(styles, QUOTE, new Look("Quote", 20, false, QUIET_INK, 60, 120, -1));
        add(styles, CELL, new Look("Table Text", 17, false, INK, 20, 20, -1));
        add(styles, CELL_HEAD, new Look("Table Head", 17, true, QUIET_INK, 20, 20, -1));
        numbering = document.createNumbering();
        bullets = numbering.addAbstractNum(list(0, STNumberFormat.BULLET));
        ordered = numbering.addAbstractNum(list(1, STNumberFormat.DECIMAL));
    }

    /** A list of its own: an ordered one begins at 1. */
    BigInteger list(boolean isOrdered) {
        return numbering.addNum(isOrdered ? ordered : bullets);
    }

    private static void add(XWPFStyles styles, String id, Look look) {
        CTStyle style = CTStyle.Factory.newInstance();
        style.setType(STStyleType.PARAGRAPH);
        style.setStyleId(id);
        style.addNewName().setVal(look.name());
        style.addNewQFormat();
        CTPPrGeneral paragraph = style.addNewPPr();
        if (look.outline() >= 0) {
            paragraph.addNewKeepNext();
            paragraph.addNewOutlineLvl().setVal(BigInteger.valueOf(look.outline()));
        }
        CTSpacing spacing = paragraph.addNewSpacing();
        spacing.setBefore(BigInteger.valueOf(look.before()));
        spacing.setAfter(BigInteger.valueOf(look.after()));
        CTRPr run = style.addNewRPr();
        var font = run.addNewRFonts();
        font.setAscii("IBM Plex Sans");
        font.setHAnsi("IBM Plex Sans");
        if (look.bold()) run.addNewB();
        run.addNewColor().setVal(look.colour());
        run.addNewSz().setVal(BigInteger.valueOf(look.halfPoints()));
        styles.addStyle(new XWPFStyle(style));
    }

    private static XWPFAbstractNum list(int id, STNumberFormat.Enum format) {
        CTAbstractNum list = CTAbstractNum.Factory.newInstance();
        list.setAbstractNumId(BigInteger.valueOf(id));
        for (int level = 0; level < LEVELS; level++) {
            CTLvl one = list.addNewLvl();
            one.setIlvl(BigInteger.valueOf(level));
            one.addNewStart().setVal(BigInteger.ONE);
            one.addNewNumFmt().setVal(format);
            one.addNewLvlText().setVal(format == STNumberFormat.BULLET ? "•" : "%" + (level + 1) + ".");
            var indent = one.addNewPPr().addNewInd();
            indent.setLeft(BigInteger.valueOf(INDENT * (level + 1)));
            indent.setHanging(BigInteger.valueOf(INDENT));
        }
        return new XWPFAbstractNum(list);
    }

    static int deepest() {
        return LEVELS - 1;
    }
}
