package sextant.notifications;

import java.util.List;

/**
 * Something that people are told.
 *
 * @param wording the sentence: its message key below {@code notification.}
 * @param cause what it tells of, such as {@code edition-issued/…/3}: nobody is told twice of the same; at most 200 characters
 * @param path where it is seen, such as {@code /objectives/…}
 * @param note what somebody wrote about it, in their own words; may be empty, and of a long one the beginning is told
 */
public record News(Matter matter, String wording, String cause, String path, List<Fact> facts, String note) {
    private static final int LONGEST_NOTE = 2000;

    public News {
        if (!path.startsWith("/") || path.startsWith("//"))
            throw new IllegalArgumentException("not a path of ours: " + path);
        if (note.length() > LONGEST_NOTE) note = beginning(note);
    }

    private static String beginning(String note) {
        int end = LONGEST_NOTE - 1;
        if (Character.isHighSurrogate(note.charAt(end - 1))) end--;
        return note.substring(0, end) + "…";
    }
}
