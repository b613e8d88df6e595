package sextant.documents.web;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import sextant.documents.JournalReading;
import sextant.documents.web.JournalViews.ConsistencyAnswer;
import sextant.documents.web.JournalViews.JournalRevision;
import sextant.documents.web.JournalViews.KeptCheckpoint;
import sextant.journal.KeptCheckpoints;
import sextant.journal.Proofs;
import sextant.journal.RecordRef;
import sextant.journal.Revisions;
import sextant.ledger.ConsistencyProof;
import sextant.ledger.Hash;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.Permission;
import sextant.people.RecordDescriptions;
import sextant.people.Requires;
import sextant.people.Unit;
import sextant.people.Units;
import sextant.platform.NotFound;
import sextant.platform.SortKey;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import sextant.platform.web.Answers;
import sextant.platform.web.Checks;
import sextant.platform.web.KeysetPage;
import sextant.platform.web.Problems;

/**
 * The journal for programs: the newest checkpoint, its entries, and proofs under it. Whoever keeps a checkpoint elsewhere
 * can show with these that nothing was removed or rewritten since.
 */
@RestController
@RequestMapping("/api/v1/journal")
class JournalApi {
    private static final int MOST = 200;

    /**
     * @param leaf the bytes that are hashed, as base64: canonical JSON (RFC 8785)
     * @param disclosed the values behind the leaf's commitments, by JSON pointer, each with its salt
     */
    record EntryResource(
            long index, String kind, UUID record, int revision, String leaf, Map<String, Disclosure> disclosed) {
        static EntryResource of(Revisions.Raw raw) {
            Map<String, Disclosure> disclosed = new HashMap<>();
            raw.values()
                    .forEach((pointer, value) -> disclosed.put(
                            pointer,
                            new Disclosure(
                                    Base64.getEncoder()
                                            .encodeToString(raw.salts().get(pointer)),
                                    value)));
            return new EntryResource(
                    raw.leafIndex().orElseThrow(),
                    raw.record().kind(),
                    raw.record().id(),
                    raw.number(),
                    Base64.getEncoder().encodeToString(raw.leaf()),
                    disclosed);
        }
    }

    /** @param value canonical JSON */
    record Disclosure(@Nullable String salt, String value) {}

    record ConsistencyResource(long from, long to, List<String> hashes) {
        static ConsistencyResource of(ConsistencyProof proof) {
            return new ConsistencyResource(
                    proof.from(),
                    proof.to(),
                    proof.hashes().stream().map(Hash::hex).toList());
        }
    }

    private final Transactions transactions;
    private final Proofs proofs;
    private final Revisions revisions;
    private final Units units;
    private final JournalReading reading;
    private final RecordDescriptions descriptions;
    private final KeptCheckpoints kept;

    JournalApi(
            Transactions transactions,
            Proofs proofs,
            Revisions revisions,
            Units units,
            JournalReading reading,
            RecordDescriptions descriptions,
            KeptCheckpoints kept) {
        this.reading = reading;
        this.descriptions = descriptions;
        this.kept = kept;
        this.transactions = transactions;
        this.proofs = proofs;
        this.revisions = revisions;
        this.units = units;
    }

    /** The newest signed tree head, as a C2SP tlog-checkpoint. */
    @Answers(value = String.class, media = "text/plain")
    @GetMapping(value = "/checkpoint", produces = MediaType.TEXT_PLAIN_VALUE)
    @Requires(Permission.JOURNAL_READ)
    ResponseEntity<Object> checkpoint(Actor actor) {
        return transactions.read(
                actor.organization(),
                () -> ResponseEntity.ok()
                        .contentType(new MediaType("text", "plain", java.nio.charset.StandardCharsets.UTF_8))
                        .body(head(actor).note()));
    }

    /** Entries in the order of the log, from that index on. Only for those who may read the whole organization's journal. */
    @Answers(value = EntryResource.class, list = true)
    @GetMapping("/entries")
    @Requires(Permission.JOURNAL_READ)
    ResponseEntity<Object> entries(
            Actor actor,
            @RequestParam(defaultValue = "0") String from,
            @RequestParam(defaultValue = "50") String limit) {
        Checks checks = Checks.ofRequest();
        int start = checks.wholeNumber("from", from, 0, 999_999_999).orElse(0);
        int most = checks.wholeNumber("limit", limit, 1, MOST).orElse(MOST);
        if (!checks.problems().isEmpty()) return Problems.invalid(texts(actor), checks.problems());
        return transactions.read(actor.organization(), () -> {
            requireWhole(actor);
            List<Revisions.Raw> found = revisions.leaves(actor.organization(), start, most + 1);
            ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
            if (found.size() > most)
                answer.header(
                        HttpHeaders.LINK,
                        "<"
                                + ServletUriComponentsBuilder.fromCurrentRequest()
                                        .replaceQueryParam("from", start + most)
                                        .build()
                                        .toUriString()
                                + ">; rel=\"next\"");
            return answer.body(found.stream().limit(most).map(EntryResource::of).toList());
        });
    }

    /**
     * What was recorded, newest first: of the records whose history the asker may read, so that a page may hold fewer than asked for.
     *
     * @param kind of the records, such as objective or approval
     * @param author a person's id
     * @param from a date, whose whole day is left out, or a time; {@code to} a date to its end, or a time
     */
    @Answers(value = JournalRevision.class, list = true)
    @GetMapping("/revisions")
    @Requires(Permission.JOURNAL_READ)
    ResponseEntity<Object> revisions(
            Actor actor,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String author,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(name = "after", required = false) @Nullable String cursor) {
        Checks checks = Checks.ofRequest();
        Optional<UUID> by = checks.id("author", author);
        if (!kind.isEmpty() && !descriptions.kinds().contains(kind)) checks.reject("kind", "unknown", kind);
        return KeysetPage.asked(texts(actor), checks, limit, cursor, page -> {
            Revisions.Wanted wanted = new Revisions.Wanted(
                    kind.isEmpty() ? Set.of() : Set.of(kind),
                    by,
                    AsOf.asked(actor, "from", from),
                    AsOf.asked(actor, "to", to),
                    page.after().flatMap(SortKey::of));
            JournalReading.Page found = reading.page(actor, wanted, page.limit());
            ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
            found.last().ifPresent(last -> answer.header(HttpHeaders.LINK, KeysetPage.next(last.toString())));
            return answer.body(found.entries().stream()
                    .map(one -> new JournalRevision(
                            one.revision().record().kind(),
                            one.revision().record().id(),
                            one.revision().number(),
                            one.revision().at().toString(),
                            one.revision().author().orElse(null),
                            one.revision().leafIndex().orElse(null),
                            one.subject().kind(),
                            one.subject().id(),
                            one.described().name()))
                    .toList());
        });
    }

    /** Holds the log against a checkpoint that was kept elsewhere: whether anything up to it was removed or rewritten. */
    @Answers(ConsistencyAnswer.class)
    @PostMapping("/consistency")
    @Requires(Permission.JOURNAL_READ)
    ResponseEntity<Object> consistency(Actor actor, @RequestBody KeptCheckpoint request) {
        Checks checks = Checks.ofRequest();
        String given = checks.required("checkpoint", request.checkpoint(), 10_000);
        if (!checks.problems().isEmpty()) return Problems.invalid(texts(actor), checks.problems());
        return transactions.read(
                actor.organization(),
                () -> ResponseEntity.ok(KeptCheckpointWords.resource(actor, kept.check(actor.organization(), given))));
    }

    /** That this revision is in the log under the newest checkpoint, as a C2SP tlog-proof. */
    @Answers(value = String.class, media = "text/plain")
    @GetMapping(value = "/proofs", params = "record", produces = MediaType.TEXT_PLAIN_VALUE)
    @Requires(Permission.JOURNAL_READ)
    ResponseEntity<Object> inclusion(
            Actor actor, @RequestParam String kind, @RequestParam String record, @RequestParam String revision) {
        Checks checks = Checks.ofRequest();
        String ofKind = checks.required("kind", kind, 60);
        Optional<UUID> id = checks.id("record", record);
        Optional<Integer> number = checks.wholeNumber("revision", revision, 1, 999_999_999);
        if (id.isEmpty() || number.isEmpty()) throw new NotFound("revision");
        return transactions.read(actor.organization(), () -> {
            requireWhole(actor);
            Proofs.Head head = head(actor);
            long leaf = revisions.rawOf(actor.organization(), List.of(new RecordRef(ofKind, id.get()))).stream()
                    .filter(raw -> raw.number() == number.get())
                    .flatMap(raw -> raw.leafIndex().stream())
                    .filter(index -> index < head.size())
                    .findFirst()
                    .orElseThrow(() -> new NotFound("revision"));
            return ResponseEntity.ok()
                    .contentType(new MediaType("text", "plain", java.nio.charset.StandardCharsets.UTF_8))
                    .body(proofs.inclusion(actor.organization(), head, List.of(leaf))
                            .getFirst()
                            .encoded());
        });
    }

    /** That the tree of that size is a beginning of the newest checkpoint's (RFC 9162 section 2.1.4). */
    @Answers(ConsistencyResource.class)
    @GetMapping(value = "/proofs", params = "from")
    @Requires(Permission.JOURNAL_READ)
    ResponseEntity<Object> consistency(Actor actor, @RequestParam String from) {
        Checks checks = Checks.ofRequest();
        int size = checks.required("from", from, 20).isEmpty()
                ? 0
                : checks.wholeNumber("from", from, 1, 999_999_999).orElse(0);
        if (!checks.problems().isEmpty()) return Problems.invalid(texts(actor), checks.problems());
        return transactions.read(actor.organization(), () -> {
            Proofs.Head head = head(actor);
            if (size < 1 || size > head.size()) throw new NotFound("checkpoint");
            return ResponseEntity.ok(
                    ConsistencyResource.of(proofs.consistency(actor.organization(), head, List.of((long) size))
                            .getFirst()));
        });
    }

    private Proofs.Head head(Actor actor) {
        return proofs.head(actor.organization()).orElseThrow(() -> new NotFound("checkpoint"));
    }

    /** An entry of the log may be about any unit. */
    private void requireWhole(Actor actor) {
        Unit root = units.tree(actor.organization()).getFirst();
        actor.require(Permission.JOURNAL_READ, root.id());
    }

    private static Texts texts(Actor actor) {
        return actor.reader().texts();
    }
}
