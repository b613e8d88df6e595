package sextant.evidence;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.springframework.stereotype.Component;
import sextant.people.Actor;
import sextant.platform.database.Transactions;

/** The files of finished packs, part by part: no transaction stays open while a slow reader takes one. */
@Component
public class PackedFiles {
    private final EvidencePacks packs;
    private final Transactions transactions;

    PackedFiles(EvidencePacks packs, Transactions transactions) {
        this.packs = packs;
        this.transactions = transactions;
    }

    /**
     * @param pack one that this person was shown
     * @param from the first byte to send, {@code to} the one after the last
     */
    public void send(Actor actor, EvidencePack pack, long from, long to, OutputStream out) throws IOException {
        int number = (int) (from / BuildEvidencePack.PART);
        for (long at = (long) number * BuildEvidencePack.PART; at < to; at += BuildEvidencePack.PART) {
            byte[] part = part(actor, pack, number++).orElseThrow();
            int start = (int) Math.max(0, from - at);
            out.write(part, start, (int) Math.min(part.length, to - at) - start);
        }
    }

    private Optional<byte[]> part(Actor actor, EvidencePack pack, int number) {
        return transactions.read(actor.organization(), () -> packs.part(actor.organization(), pack.id(), number));
    }
}
