package sextant.documents;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import sextant.documents.ChangesReport.Event;
import sextant.documents.ChangesReport.Item;
import sextant.documents.ChangesReport.Stand;
import sextant.documents.ChangesReport.StatusRow;
import sextant.evaluation.rule.Status;
import sextant.journal.RecordRef;
import sextant.journal.Revision;
import sextant.people.Actor;
import sextant.people.DescribesRecords.Described;
import sextant.people.RecordHistory;
import sextant.people.RecordWords;
import sextant.platform.charts.StatusBar;
import sextant.platform.charts.StatusMark;
import sextant.platform.database.Transactions;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;

/** Tells a reader what changed. */
@Component
public class ChangesWording {
    private static final Map<String, StatusMark> MARKS =
            Arrays.stream(StatusMark.values()).collect(Collectors.toMap(StatusMark::cssClass, one -> one));

    private final Transactions transactions;
    private final ChangedContent contents;
    private final RecordWords words;

    ChangesWording(Transactions transactions, ChangedContent contents, RecordWords words) {
        this.transactions = transactions;
        this.contents = contents;
        this.words = words;
    }

    /** @param shown which of those found are told in full */
    public ChangesReport report(
            Actor actor, Changes.Asked asked, Changes.Found found, List<Changes.Changed> shown, String scope) {
        Formats formats = actor.reader().formats();
        return new ChangesReport(
                formats.time(asked.from()),
                formats.time(found.until()),
                scope,
                summary(actor, found),
                bars(actor, asked, found),
                statuses(actor, found),
                items(actor, asked.from(), found, shown));
    }

    private static String summary(Actor actor, Changes.Found found) {
        Texts texts = actor.reader().texts();
        List<String> parts = new ArrayList<>();
        for (Changes.Group group : Changes.Group.values()) {
            int count = found.groups().getOrDefault(group, 0);
            if (count > 0) parts.add(texts.choice("changes.count", group.code(), count));
        }
        if (parts.isEmpty()) return texts.text("changes.nothing");
        if (found.measurements() > 0) parts.add(texts.text("changes.count.measurements", found.measurements()));
        return texts.text("changes.summary", String.join(", ", parts));
    }

    private static List<String> bars(Actor actor, Changes.Asked asked, Changes.Found found) {
        return List.of(bar(actor, found.before(), asked.from()), bar(actor, found.after(), found.until()));
    }

    private static String bar(Actor actor, Map<String, Integer> counts, Instant at) {
        return StatusBar.of(
                Arrays.stream(Status.values())
                        .map(status -> new StatusBar.Share(status.code(), counts.getOrDefault(status.code(), 0)))
                        .filter(share -> share.count() > 0)
                        .toList(),
                actor.reader()
                        .texts()
                        .text("changes.bar", actor.reader().formats().time(at)));
    }

    private static List<StatusRow> statuses(Actor actor, Changes.Found found) {
        Formats formats = actor.reader().formats();
        List<StatusRow> rows = new ArrayList<>();
        for (Status status : Status.values()) {
            int before = found.before().getOrDefault(status.code(), 0);
            int after = found.after().getOrDefault(status.code(), 0);
            if (before + after > 0)
                rows.add(new StatusRow(
                        status.code(),
                        actor.reader().texts().choice("status", status.code()),
                        mark(status.code()),
                        formats.number(before),
                        formats.number(after),
                        before == after
                                ? ""
                                : (after > before ? "+" : "−") + formats.number(Math.abs(after - before))));
        }
        return rows;
    }

    /** Names are those of the later moment. */
    private List<Item> items(Actor actor, Instant from, Changes.Found found, List<Changes.Changed> shown) {
        return transactions.read(actor.organization(), found.past(), () -> {
            Map<RecordRef, ChangedContent.Content> told = contents.of(actor, from, found, shown);
            RecordWords.In said = words.of(
                    actor,
                    told.values().stream()
                            .flatMap(one -> Stream.concat(one.before().stream(), one.between().stream()))
                            .toList());
            List<Item> items = new ArrayList<>();
            Optional<Changes.Group> group = Optional.empty();
            for (Changes.Changed one : shown) {
                boolean first = group.filter(one.group()::equals).isEmpty();
                group = Optional.of(one.group());
                items.add(item(actor, one, Objects.requireNonNull(told.get(one.record())), said, found.until(), first));
            }
            return items;
        });
    }

    private static Item item(
            Actor actor,
            Changes.Changed one,
            ChangedContent.Content content,
            RecordWords.In said,
            Instant until,
            boolean first) {
        Texts texts = actor.reader().texts();
        List<RecordHistory.Line> lines = new ArrayList<>();
        content.parts().forEach(part -> lines.addAll(said.lines(part.kind(), part.before(), part.after())));
        List<String> notes = new ArrayList<>();
        if (content.added()) notes.add(texts.text("changes.added"));
        if (one.measurements() > 0) notes.add(texts.text("changes.measured", one.measurements()));
        if (one.isOfAnotherStatus() && content.between().isEmpty()) notes.add(texts.text("changes.by-measurements"));
        return new Item(
                first ? texts.choice("changes.group", one.group().code()) : "",
                one.described().name(),
                one.described().asOf(until.toString()),
                texts.choice("record", one.record().kind()),
                String.join(" · ", notes),
                one.isOfAnotherStatus(),
                stand(texts, one.before()),
                stand(texts, one.after()),
                lines,
                content.between().stream()
                        .map(revision -> event(said, one.described(), revision))
                        .toList());
    }

    private static Event event(RecordWords.In said, Described described, Revision revision) {
        boolean tells = RecordWords.isEvent(revision.record().kind());
        RecordHistory.Entry entry = said.entry(revision, tells ? Map.of() : revision.content());
        return new Event(
                entry.who(),
                entry.when(),
                entry.what(),
                entry.lines().stream()
                        .map(line -> line.label() + ": " + line.after())
                        .collect(Collectors.joining(" · ")),
                entry.reason(),
                described.asOf(entry.isoAt()));
    }

    private static Stand stand(Texts texts, String status) {
        return status.isEmpty()
                ? new Stand("", texts.text("changes.no-status"), "")
                : new Stand(status, texts.choice("status", status), mark(status));
    }

    private static String mark(String status) {
        return Optional.ofNullable(MARKS.get(status)).map(StatusMark::svg).orElse("");
    }
}
