package sextant.platform.web;

import java.util.List;

/** What somebody else changed in a record between the reading of a form and its sending. */
public record Meanwhile(String who, String when, String reason, List<Change> changes) {
    /** One field, before and after, in the reader's words. */
    public record Change(String label, String before, String after) {}
}
