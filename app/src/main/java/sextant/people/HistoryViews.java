package sextant.people;

import java.util.List;

/** What a history page shows, whichever record it is of. */
public interface HistoryViews {
    /** @param href where the record can be seen as it was then; empty when there is no such page */
    record Revision(RecordHistory.Entry entry, String href) {}

    record HistoryPage(String name, String back, List<Revision> revisions) {}

    record VersionPage(String name, String back, String history, RecordHistory.Entry entry) {}
}
