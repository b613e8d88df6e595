package sextant.documentcontrol;

import java.util.Optional;

/**
 * A section of a template.
 *
 * @param text CommonMark, without HTML
 * @param part what is written below the text from the records
 */
public record Section(String heading, String text, Optional<Part> part) {
    static final int MOST = 60;
}
