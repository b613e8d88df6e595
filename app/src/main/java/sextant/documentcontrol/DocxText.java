package sextant.documentcontrol;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/** Writes a section's text into an Office document, paragraph by paragraph. */
final class DocxText extends AbstractVisitor {
    private static final Pattern ADDRESS = Pattern.compile("(?i)(https?://|mailto:)\\S{1,2000}");

    private final XWPFDocument document;
    private final DocxStyles styles;
    /** The lists around, innermost first. */
    private final Deque<BigInteger> lists = new ArrayDeque<>();

    private String style = DocxStyles.NORMAL;
    private @Nullable XWPFParagraph paragraph;
    private boolean bold;
    private boolean italic;
    private String address = "";

    DocxText(XWPFDocument document, DocxStyles styles) {
        this.document = document;
        this.styles = styles;
    }

    @Override
    public void visit(Heading heading) {
        begin(heading.getLevel() <= 3 ? DocxStyles.SUBHEADING : DocxStyles.LOWER_HEADING);
        visitChildren(heading);
    }

    @Override
    public void visit(Paragraph text) {
        begin(style);
        visitChildren(text);
    }

    @Override
    public void visit(BlockQuote quote) {
        style = DocxStyles.QUOTE;
        visitChildren(quote);
        style = DocxStyles.NORMAL;
    }

    @Override
    public void visit(BulletList list) {
        within(styles.list(false), () -> visitChildren(list));
    }

    @Override
    public void visit(OrderedList list) {
        within(styles.list(true), () -> visitChildren(list));
    }

    @Override
    public void visit(ListItem item) {
        visitChildren(item);
    }

    private void within(BigInteger list, Runnable items) {
        lists.push(list);
        items.run();
        lists.pop();
    }

    @Override
    public void visit(FencedCodeBlock code) {
        begin(DocxStyles.QUIET);
        write(code.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        begin(DocxStyles.QUIET);
        write(code.getLiteral());
    }

    @Override
    public void visit(HtmlBlock html) {
        begin(style);
        write(html.getLiteral());
    }

    @Override
    public void visit(HtmlInline html) {
        write(html.getLiteral());
    }

    @Override
    public void visit(StrongEmphasis strong) {
        boolean before = bold;
        bold = true;
        visitChildren(strong);
        bold = before;
    }

    @Override
    public void visit(Emphasis emphasis) {
        boolean before = italic;
        italic = true;
        visitChildren(emphasis);
        italic = before;
    }

    @Override
    public void visit(Link link) {
        address = ADDRESS.matcher(link.getDestination()).matches() ? link.getDestination() : "";
        visitChildren(link);
        address = "";
    }

    @Override
    public void visit(Text text) {
        write(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
        write(code.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak wrapped) {
        write(" ");
    }

    @Override
    public void visit(HardLineBreak broken) {
        if (paragraph != null) paragraph.createRun().addBreak();
    }

    private void begin(String look) {
        XWPFParagraph begun = document.createParagraph();
        begun.setStyle(look);
        if (!lists.isEmpty()) {
            begun.setNumID(lists.peek());
            begun.setNumILvl(BigInteger.valueOf(Math.min(lists.size() - 1, DocxStyles.deepest())));
        }
        paragraph = begun;
    }

    private void write(String text) {
        if (paragraph == null) begin(style);
        XWPFParagraph here = java.util.Objects.requireNonNull(paragraph);
        XWPFRun run = address.isEmpty() ? here.createRun() : here.createHyperlinkRun(address);
        run.setText(EditionDocx.clean(text));
        run.setBold(bold);
        run.setItalic(italic);
        if (!address.isEmpty()) run.setColor("00507E");
    }
}
