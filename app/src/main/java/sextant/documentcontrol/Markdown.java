package sextant.documentcontrol;

import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Reads a section's text: CommonMark without HTML and without images, its headings below the section's own. Addresses are
 * http, https, mailto, or places in Sextant.
 */
public final class Markdown {
    private static final int TOP = 3;
    private static final int LOWEST = 4;
    private static final int DEEPEST = 50;

    private static final Pattern ELSEWHERE = Pattern.compile("(?i)(https?://|mailto:).+");

    private static final Parser PARSER = Parser.builder()
            .enabledBlockTypes(Set.of(
                    BlockQuote.class,
                    Heading.class,
                    FencedCodeBlock.class,
                    ThematicBreak.class,
                    ListBlock.class,
                    IndentedCodeBlock.class))
            .maxOpenBlockParsers(20)
            .build();

    private static final HtmlRenderer HTML = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .percentEncodeUrls(true)
            .build();

    private Markdown() {}

    /**
     * Whether something in it stands below more than {@value #DEEPEST} others. People do not write so, and whoever walks down it
     * would run out of stack: the parser bounds how deep lists and quotes are nested, but not emphasis or pictures.
     */
    public static boolean isTooDeep(String text) {
        int depth = 0;
        for (Node node = PARSER.parse(text); node != null; ) {
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                if (++depth > DEEPEST) return true;
                continue;
            }
            while (node != null && node.getNext() == null) {
                node = node.getParent();
                depth--;
            }
            if (node != null) node = node.getNext();
        }
        return false;
    }

    /** @param base what stands before an address within Sextant; empty on a page of its own */
    public static Node parse(String text, String base) {
        Node document = PARSER.parse(text);
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                heading.setLevel(Math.clamp(heading.getLevel(), TOP, LOWEST));
                visitChildren(heading);
            }

            /** What it shows, in words. */
            @Override
            public void visit(Image image) {
                visitChildren(image);
                unwrap(image);
            }

            @Override
            public void visit(Link link) {
                visitChildren(link);
                String to = link.getDestination();
                boolean within = to.startsWith("/") && !to.startsWith("//");
                if (within) link.setDestination(base + to);
                else if (!ELSEWHERE.matcher(to).matches()) unwrap(link);
            }
        });
        return document;
    }

    /** XHTML that is safe to write as it is. */
    public static String html(String text, String base) {
        return HTML.render(parse(text, base));
    }

    /** Leaves what is in it where it stood. */
    private static void unwrap(Node outer) {
        for (Node child = outer.getFirstChild(); child != null; ) {
            Node next = child.getNext();
            outer.insertBefore(child);
            child = next;
        }
        outer.unlink();
    }
}
