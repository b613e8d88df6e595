package sextant.documents;

import java.util.List;
import sextant.people.RecordHistory;

/**
 * What changed between two moments, everything worded, for the page and for paper.
 *
 * @param from and until in the reader's words
 * @param scope the unit or the record that it is about; empty for the whole register
 * @param summary how much changed
 * @param bars the statuses at both moments as drawings; empty where there was none
 */
public record ChangesReport(
        String from,
        String until,
        String scope,
        String summary,
        List<String> bars,
        List<StatusRow> statuses,
        List<Item> items) {
    /** @param difference with its sign; empty when there is none */
    public record StatusRow(String status, String word, String mark, String before, String after, String difference) {}

    /** @param status a code, {@code mark} its drawing for paper; all empty for none */
    public record Stand(String status, String word, String mark) {
        public boolean is() {
            return !status.isEmpty();
        }
    }

    /** Who wrote what in between; {@code detail} what was decided. */
    public record Event(String who, String when, String what, String detail, String reason, String href) {}

    /**
     * @param groupTitle the name of its group, where it is the first of it
     * @param tag what kind of record it is
     * @param note that it was added, or how much was measured
     * @param turned whether its status is another
     */
    public record Item(
            String groupTitle,
            String name,
            String href,
            String tag,
            String note,
            boolean turned,
            Stand before,
            Stand after,
            List<RecordHistory.Line> lines,
            List<Event> events) {}
}
