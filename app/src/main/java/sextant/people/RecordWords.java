package sextant.people;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import sextant.journal.Difference;
import sextant.journal.Revision;
import sextant.platform.Ids;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;

/** Puts what the journal holds into a reader's words: fields by their labels, codes and ids by what they mean. */
@Component
public class RecordWords {
    private static final Set<String> NUMBERS = Set.of(
            "grace-days",
            "targets.baseline-value",
            "targets.target-value",
            "targets.low",
            "targets.high",
            "targets.at-risk",
            "targets.off-track",
            "targets.milestones.value");

    /** Fields that only say which record it is, and those that only a machine checks. */
    private static final Set<String> HIDDEN = Set.of(
            "objective-version.objective",
            "objective-version.version",
            "approval.subject",
            "approval.subject-kind",
            "approval.content.id",
            "approval.content.kind",
            "approval.content.revision",
            "approval.content.hash",
            "approval.findings.id",
            "editorial-change.objective",
            "accepted-gap.objective",
            "legal-hold.person",
            "document-edition.document",
            "document-edition.content-sha256",
            "measurement-batch.kpi",
            "measurement-batch.root",
            "measurement-batch.digest",
            "measurement-batch.evidence");

    /** Kinds that say what happened, and not what something is: of these each revision is worth reading by itself. */
    private static final Set<String> EVENTS = Set.of(
            "approval", "editorial-change", "accepted-gap", "measurement-batch", "legal-hold", "document-edition");

    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");

    private final RecordDescriptions descriptions;

    RecordWords(RecordDescriptions descriptions) {
        this.descriptions = descriptions;
    }

    public static boolean isEvent(String kind) {
        return EVENTS.contains(kind);
    }

    /** For these revisions: who wrote them and what their ids stand for is asked once. */
    public In of(Actor reader, Collection<Revision> revisions) {
        Set<UUID> ids = new HashSet<>();
        for (Revision one : revisions) {
            one.author().ifPresent(ids::add);
            collect(one.content(), ids);
        }
        return new In(reader, descriptions.names(reader.organization(), ids));
    }

    private static void collect(@Nullable Object value, Set<UUID> ids) {
        switch (value) {
            case Map<?, ?> nested -> nested.values().forEach(one -> collect(one, ids));
            case List<?> items -> items.forEach(one -> collect(one, ids));
            case String text -> Ids.parse(text).ifPresent(ids::add);
            case null, default -> {}
        }
    }

    /** The words of one reader. */
    public final class In {
        private final Actor reader;
        private final Texts texts;
        private final Map<UUID, String> names;

        private In(Actor reader, Map<UUID, String> names) {
            this.reader = reader;
            this.texts = reader.reader().texts();
            this.names = names;
        }

        /** The fields that differ. */
        public List<RecordHistory.Line> lines(
                String kind, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
            List<RecordHistory.Line> lines = new ArrayList<>();
            for (Difference.Change change : Difference.between(before, after).changes()) {
                String field = kind + "." + change.field();
                if (HIDDEN.contains(field)) continue;
                lines.add(new RecordHistory.Line(
                        texts.choice("history.field", field),
                        value(kind, change.field(), change.before()),
                        value(kind, change.field(), change.after())));
            }
            return lines;
        }

        /** One revision, with what changed since the content before it. */
        public RecordHistory.Entry entry(Revision one, Map<String, @Nullable Object> before) {
            String kind = one.record().kind();
            return new RecordHistory.Entry(
                    one.record(),
                    one.number(),
                    texts.choice("history.record", kind, version(one), one.number()),
                    one.author().map(author -> names.getOrDefault(author, "")).orElse(texts.text("product")),
                    reader.reader().formats().time(one.at()),
                    one.at().toString(),
                    value(kind, "reason", one.reason()),
                    lines(kind, before, one.content()));
        }

        private static String version(Revision one) {
            return one.content().get("version") instanceof Number number ? number.toString() : "";
        }

        private String value(String kind, String field, @Nullable Object value) {
            Formats formats = reader.reader().formats();
            return switch (value) {
                case null -> "";
                case Revision.Erased erased -> texts.text("history.erased");
                case Boolean flag -> texts.text(flag ? "yes" : "no");
                case List<?> items ->
                    items.stream()
                            .map(item -> value(kind, field, item))
                            .sorted()
                            .collect(Collectors.joining(", "));
                case Number number -> formats.number(new BigDecimal(number.toString()));
                case String text
                when NUMBERS.contains(field) && !text.isEmpty() -> formats.number(new BigDecimal(text));
                case String text -> {
                    Optional<String> code =
                            text.isEmpty() ? Optional.empty() : descriptions.code(texts, kind, field, text);
                    if (code.isPresent()) yield code.get();
                    Optional<UUID> id = Ids.parse(text);
                    if (id.isPresent() && names.containsKey(id.get())) yield names.get(id.get());
                    if (INSTANT.matcher(text).matches()) yield formats.time(Instant.parse(text));
                    yield text.matches("\\d{4}-\\d\\d-\\d\\d")
                            ? Formats.parseDate(text).map(formats::date).orElse(text)
                            : text;
                }
                default -> Objects.toString(value);
            };
        }
    }
}
