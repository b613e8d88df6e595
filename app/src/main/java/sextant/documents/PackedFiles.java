package sextant.documents;

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

    /** @param pack one that this person was shown */
    public void send(Actor actor, EvidencePack pack, OutputStream out) throws IOException {
        int number = 0;
        Optional<byte[]> part = part(actor, pack, number);
        while (part.isPresent()) {
            out.write(part.get());
            part = part(actor, pack, ++number);
        }
    }

    private Optional<byte[]> part(Actor actor, EvidencePack pack, int number) {
        return transactions.read(actor.organization(), () -> packs.part(actor.organization(), pack.id(), number));
    }
}
