package sextant.documents.web;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import sextant.documents.JournalReading;
import sextant.documents.PrintCheckpoint;
import sextant.documents.web.JournalViews.CheckpointView;
import sextant.documents.web.JournalViews.EntryLine;
import sextant.documents.web.JournalViews.JournalPage;
import sextant.journal.KeptCheckpoints;
import sextant.journal.Proofs;
import sextant.journal.Revision;
import sextant.journal.Revisions;
import sextant.ledger.Checkpoint;
import sextant.ledger.SignedNote;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.Choices;
import sextant.people.Permission;
import sextant.people.RecordDescriptions;
import sextant.people.RecordHistory;
import sextant.people.RecordWords;
import sextant.people.Requires;
import sextant.platform.database.Transactions;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;
import sextant.platform.web.Asked;
import sextant.platform.web.Checks;
import sextant.platform.web.Errors;
import sextant.platform.web.NavigationEntry;
import sextant.platform.web.Option;
import sextant.platform.web.Pages;

/** What happened, by whom and when; the newest checkpoint to keep elsewhere; and the log held against one that was kept. */
@Controller
class JournalPages {
    private static final String PATH = "/journal";
    private static final int ROWS = 50;
    private static final int FIELDS = 6;

    private final Pages pages;
    private final Transactions transactions;
    private final JournalReading reading;
    private final RecordDescriptions descriptions;
    private final RecordWords words;
    private final Choices choices;
    private final Proofs proofs;
    private final KeptCheckpoints kept;
    private final PrintCheckpoint print;

    JournalPages(
            Pages pages,
            Transactions transactions,
            JournalReading reading,
            RecordDescriptions descriptions,
            RecordWords words,
            Choices choices,
            Proofs proofs,
            KeptCheckpoints kept,
            PrintCheckpoint print) {
        this.pages = pages;
        this.transactions = transactions;
        this.reading = reading;
        this.descriptions = descriptions;
        this.words = words;
        this.choices = choices;
        this.proofs = proofs;
        this.kept = kept;
        this.print = print;
    }

    @GetMapping(PATH)
    @Requires(Permission.JOURNAL_READ)
    View show(Actor actor, @RequestParam Map<String, String> parameters) {
        return show(actor, parameters, "", null);
    }

    /** Holds the log against a checkpoint that somebody brings. It changes nothing. */
    @PostMapping(PATH)
    @Requires(Permission.JOURNAL_READ)
    View check(
            Actor actor,
            @RequestParam(defaultValue = "") String checkpoint,
            @RequestParam Map<String, String> parameters) {
        KeptCheckpoints.Answer answer =
                transactions.read(actor.organization(), () -> kept.check(actor.organization(), checkpoint));
        return show(actor, parameters, checkpoint, KeptCheckpointWords.page(actor, answer));
    }

    @GetMapping("/journal/checkpoint.txt")
    @Requires(Permission.JOURNAL_READ)
    ResponseEntity<String> note(Actor actor) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "plain", java.nio.charset.StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"checkpoint.txt\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(print.note(actor));
    }

    @GetMapping("/journal/checkpoint.pdf")
    @Requires(Permission.JOURNAL_READ)
    ResponseEntity<byte[]> paper(Actor actor) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"checkpoint.pdf\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(print.pdf(actor));
    }

    private View show(Actor actor, Map<String, String> parameters, String given, JournalViews.@Nullable Answer answer) {
        Asked asked = Asked.of(PATH, parameters, "kind", "author", "from", "to");
        Checks checks = Checks.ofRequest();
        Optional<Instant> from = AsOf.typed(actor, checks, "from", asked.text("from"));
        Optional<Instant> to = AsOf.typed(actor, checks, "to", asked.text("to"));
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get()))
            checks.reject("from", "after-the-other");
        boolean valid = checks.problems().isEmpty();
        Set<String> kinds = asked.text("kind").isEmpty() ? Set.of() : Set.of(asked.text("kind"));
        return transactions.read(actor.organization(), () -> {
            JournalReading.Page found = valid
                    ? reading.page(
                            actor, new Revisions.Wanted(kinds, asked.id("author"), from, to, asked.after()), ROWS)
                    : new JournalReading.Page(List.of(), Optional.empty());
            return pages.show(
                    "documents/journal.jte",
                    new JournalPage(
                            asked,
                            asked.text("from"),
                            asked.text("to"),
                            kinds(actor),
                            choices.persons(actor, List.of(asked.text("author"))),
                            new Errors(checks.problems()),
                            lines(actor, found.entries()),
                            found.last().map(asked::next).orElse(""),
                            proofs.head(actor.organization())
                                    .map(head -> view(actor, head))
                                    .orElse(null),
                            proofs.restores(actor.organization()).stream()
                                    .map(one -> restored(actor, one))
                                    .toList(),
                            given,
                            answer),
                    valid ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        });
    }

    private static String restored(Actor actor, Proofs.Restore restore) {
        Formats formats = actor.reader().formats();
        return actor.reader()
                .texts()
                .text(
                        "journal.restored",
                        formats.time(restore.restored()),
                        formats.time(restore.taken()),
                        formats.number(restore.size()));
    }

    private List<EntryLine> lines(Actor actor, List<JournalReading.Entry> entries) {
        RecordWords.In said = words.of(
                actor,
                entries.stream()
                        .flatMap(one -> Stream.concat(Stream.of(one.revision()), one.before().stream()))
                        .toList());
        return entries.stream().map(one -> line(actor, said, one)).toList();
    }

    private static EntryLine line(Actor actor, RecordWords.In said, JournalReading.Entry one) {
        Texts texts = actor.reader().texts();
        Revision revision = one.revision();
        RecordHistory.Entry entry =
                said.entry(revision, one.before().map(Revision::content).orElse(Map.of()));
        // All of a new record is new; which of it, its page says.
        boolean event = RecordWords.isEvent(revision.record().kind());
        List<String> fields = one.before().isEmpty() && !event
                ? List.of()
                : entry.lines().stream()
                        .filter(line ->
                                !line.after().isEmpty() || !line.before().isEmpty())
                        .limit(FIELDS)
                        .map(line -> line.label() + ": " + (line.after().isEmpty() ? "–" : line.after()))
                        .toList();
        return new EntryLine(
                revision.leafIndex().map(actor.reader().formats()::number).orElse("–"),
                entry.when(),
                entry.who(),
                one.described().name(),
                one.described().asOf(entry.isoAt()),
                texts.choice("record", one.subject().kind()),
                one.before().isEmpty() && !event ? texts.text("journal.added", entry.what()) : entry.what(),
                fields,
                entry.reason());
    }

    private List<Option> kinds(Actor actor) {
        Texts texts = actor.reader().texts();
        return descriptions.kinds().stream()
                .map(kind -> new Option(kind, texts.choice("journal.kind", kind)))
                .sorted(Comparator.comparing(Option::label))
                .toList();
    }

    private CheckpointView view(Actor actor, Proofs.Head head) {
        Formats formats = actor.reader().formats();
        Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(head.note()).text());
        return new CheckpointView(
                formats.number(checkpoint.size()),
                checkpoint.root().hex(),
                proofs.verifierKey(head).fingerprint(),
                head.note());
    }

    @Configuration
    static class Navigation {
        @Bean
        static NavigationEntry journalNavigation() {
            return new NavigationEntry(47, "journal", PATH, "history", Permission.JOURNAL_READ.code(), "j");
        }
    }
}
