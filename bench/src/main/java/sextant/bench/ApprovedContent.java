package sextant.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import sextant.ledger.CanonicalJson;
import sextant.ledger.Hash;

/** What an approval was given to, as its row holds it, and the hash that stands for it: sextant.approval.ApprovableContent. */
final class ApprovedContent {
    private final Copied json;

    ApprovedContent(Copied json) {
        this.json = json;
    }

    /** In hexadecimal, of one copy. */
    String hash(String[] words) {
        List<String[]> items = new ArrayList<>();
        var content = CanonicalJson.parse(json.text(words).getBytes(StandardCharsets.UTF_8));
        if (content.get("items") instanceof List<?> list)
            for (Object one : list)
                if (one instanceof java.util.Map<?, ?> item)
                    items.add(new String[] {
                        String.valueOf(item.get("kind")),
                        String.valueOf(item.get("id")),
                        String.valueOf(item.get("revision")),
                        String.valueOf(item.get("hash"))
                    });
        items.sort(Comparator.comparing((String[] item) -> item[0]).thenComparing(item -> UUID.fromString(item[1])));
        StringBuilder text = new StringBuilder();
        for (String[] item : items) text.append(String.join(" ", item)).append('\n');
        return Hash.sha256(text.toString().getBytes(StandardCharsets.UTF_8)).hex();
    }
}
