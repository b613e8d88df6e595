package sextant.documentcontrol;

import java.util.List;
import sextant.platform.language.Texts;

/**
 * An edition as it is laid out: what it says, framed by what document control asks for. In the document's language.
 *
 * @param kicker what kind of document it is, and its reference
 * @param notice that it does not count, or no longer; empty for the edition that counts
 * @param front identification, approval
 * @param chapters numbered; the last two are the revision history and the references
 * @param digest SHA-256 of the content, hexadecimal
 */
public record EditionPaper(
        Texts texts,
        String organization,
        String kicker,
        String title,
        String edition,
        String notice,
        String classification,
        List<EditionContent.Chapter> front,
        List<Chapter> chapters,
        String digest) {
    public record Chapter(int number, String heading, List<Block> blocks) {}

    /** For a running head and the file's own title. */
    public String heading() {
        return title + " · " + edition;
    }
}
