package sextant.people;

import java.util.List;
import sextant.journal.RecordRef;
import sextant.platform.web.Past;

/** What a history page shows, whichever record it is of. */
public interface HistoryViews {
    /** @param href where the record can be seen as it was then; empty when there is no such page */
    record Revision(RecordHistory.Entry entry, String href) {}

    /**
     * @param back the record's page, {@code path} that of its history, both now
     * @param record what people know it by
     */
    record HistoryPage(String name, String back, String path, RecordRef record, Past past, List<Revision> revisions) {}

    record VersionPage(String name, String back, String history, RecordHistory.Entry entry) {}
}
