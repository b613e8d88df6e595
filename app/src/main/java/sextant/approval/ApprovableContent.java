package sextant.approval;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import sextant.journal.RecordRef;
import sextant.ledger.Hash;

/** Exactly what somebody decides on: records at revisions, each by the hash of its content. */
public record ApprovableContent(List<Item> items) {
    public record Item(RecordRef record, int revision, Hash hash) {}

    public ApprovableContent {
        items = items.stream()
                .sorted(Comparator.comparing((Item item) -> item.record().kind())
                        .thenComparing(item -> item.record().id()))
                .toList();
    }

    /** Changes with any item; what a person saw and what is decided on must have the same. */
    public Hash hash() {
        StringBuilder text = new StringBuilder();
        for (Item item : items)
            text.append(item.record().kind())
                    .append(' ')
                    .append(item.record().id())
                    .append(' ')
                    .append(item.revision())
                    .append(' ')
                    .append(item.hash().hex())
                    .append('\n');
        return Hash.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
