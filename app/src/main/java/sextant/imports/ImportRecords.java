package sextant.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.people.Actor;
import sextant.people.ImportsRecords;
import sextant.people.ImportsRecords.Misfit;
import sextant.people.ImportsRecords.Written;
import sextant.platform.Forbidden;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;
import sextant.platform.language.Languages;
import sextant.platform.language.Texts;
import sextant.platform.tables.UnreadableSheet;
import sextant.platform.web.Checks;
import sextant.platform.web.FieldProblem;

/**
 * Adds the records of a table to their register: all of them or, when one cannot be added, none. A preview does the same and undoes
 * it, so that it cannot promise what does not hold.
 */
@Component
public class ImportRecords {
    /** What becomes of a record, in the order in which a page tells them. */
    public enum Fate {
        REFUSED,
        ADDED,
        ALREADY_THERE;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * @param line where the record begins in the file
     * @param name as the register calls it, or, of one that is refused, as the table does
     * @param id empty, as the href is, for one that is refused
     */
    public record Line(long line, Fate fate, Optional<UUID> id, String name, String href, List<Wrong> wrong) {}

    /**
     * @param line where the cell is
     * @param problem at the key of its column
     */
    public record Wrong(long line, FieldProblem problem) {}

    /** @param unread headings of columns that the register does not have */
    public record Report(List<Line> lines, List<String> unread) {
        public List<Line> of(Fate fate) {
            return lines.stream().filter(line -> line.fate() == fate).toList();
        }

        public int count(Fate fate) {
            return of(fate).size();
        }

        public boolean isRefused() {
            return count(Fate.REFUSED) > 0;
        }

        ImportFile.Outcome outcome() {
            return new ImportFile.Outcome(count(Fate.ADDED), count(Fate.ALREADY_THERE));
        }
    }

    private final Map<String, ImportsRecords> registers;
    private final ImportFiles files;
    private final Transactions transactions;
    private final Languages.Speaking speaking;
    private final Ids ids;

    ImportRecords(
            List<ImportsRecords> registers,
            ImportFiles files,
            Transactions transactions,
            Languages.Speaking speaking,
            Ids ids) {
        this.registers =
                registers.stream().collect(Collectors.toMap(one -> one.about().code(), Function.identity()));
        this.files = files;
        this.transactions = transactions;
        this.speaking = speaking;
        this.ids = ids;
    }

    /**
     * @throws NotFound when there is no register of that code
     * @throws Forbidden when this person may add nothing to it
     */
    public ImportsRecords register(Actor actor, String code) {
        ImportsRecords register = Optional.ofNullable(registers.get(code)).orElseThrow(() -> new NotFound("import"));
        if (!actor.may(register.about().permission()))
            throw new Forbidden(register.about().permission().code());
        return register;
    }

    /** Keeps a table for its preview. @throws UnreadableSheet when it is none that can be imported */
    public UUID keep(Actor actor, ImportsRecords register, String name, byte[] content)
            throws IOException, UnreadableSheet {
        read(actor, register, content);
        UUID id = ids.next();
        transactions.writing(
                actor.organization(),
                () -> files.add(actor, id, register.about().code(), name, content));
        return id;
    }

    /** @throws NotFound when there is no such file of that person for that register */
    public ImportFile file(Actor actor, ImportsRecords register, UUID id) {
        return transactions.read(
                actor.organization(), () -> files.get(actor, register.about().code(), id));
    }

    /**
     * What would become of a table.
     *
     * @param checks new ones that read numbers as its writer types them
     */
    public Report preview(Actor actor, ImportsRecords register, byte[] content, Supplier<Checks> checks)
            throws IOException, UnreadableSheet {
        ImportTable table = read(actor, register, content);
        return transactions.writeUnless(
                actor.organization(), done -> true, () -> write(actor, register, table, checks));
    }

    /** Adds what the table tells, unless something is refused; then nothing is added. */
    public Report add(Actor actor, ImportsRecords register, byte[] content, Supplier<Checks> checks)
            throws IOException, UnreadableSheet {
        ImportTable table = read(actor, register, content);
        return transactions.writeUnless(
                actor.organization(), Report::isRefused, () -> write(actor, register, table, checks));
    }

    /** Adds what a kept table tells; empty when that was done before. */
    public Optional<Report> add(Actor actor, ImportsRecords register, UUID id, Supplier<Checks> checks)
            throws IOException, UnreadableSheet {
        ImportTable table = read(actor, register, file(actor, register, id).content());
        return transactions.writeUnless(
                actor.organization(), done -> done.filter(Report::isRefused).isPresent(), () -> {
                    ImportFile file = files.lock(actor, register.about().code(), id);
                    if (file.outcome().isPresent()) return Optional.empty();
                    Report report = write(actor, register, table, checks);
                    files.finish(actor, file, report.outcome());
                    return Optional.of(report);
                });
    }

    private ImportTable read(Actor actor, ImportsRecords register, byte[] content) throws IOException, UnreadableSheet {
        if (content.length > ImportTable.LIMITS.bytes()) throw ImportTable.tooLarge();
        List<Texts> languages = new ArrayList<>(List.of(actor.reader().texts()));
        Languages.ALL.forEach(language -> languages.add(speaking.texts(language)));
        return ImportTable.read(content, register, languages);
    }

    private Report write(Actor actor, ImportsRecords register, ImportTable table, Supplier<Checks> checks) {
        ImportsRecords.Writing writing = register.begin(actor);
        Map<String, Long> added = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        for (ImportTable.Found record : inOrder(register, table.records())) {
            Written written = record.problems().isEmpty()
                    ? writing.write(record.rows(), checks)
                    : new Written.Refused(record.problems());
            lines.add(line(register, actor, record, written, added));
        }
        lines.sort(Comparator.comparingLong(Line::line));
        return new Report(lines, table.unread());
    }

    /** @param added where each that this table has added begins */
    private static Line line(
            ImportsRecords register, Actor actor, ImportTable.Found record, Written written, Map<String, Long> added) {
        return switch (written) {
            case Written.Added(UUID id, String name, String href) -> {
                added.put(href, record.line());
                yield new Line(record.line(), Fate.ADDED, Optional.of(id), name, href, List.of());
            }
            case Written.AlreadyThere there
            when added.containsKey(there.href()) ->
                refused(register, actor, record, twice(register, actor, added.get(there.href())));
            case Written.AlreadyThere there ->
                new Line(
                        record.line(),
                        Fate.ALREADY_THERE,
                        Optional.of(there.id()),
                        there.name(),
                        there.href(),
                        List.of());
            case Written.Refused(List<Misfit> problems) -> refused(register, actor, record, problems);
        };
    }

    /** At what the register knows its records by. */
    private static List<Misfit> twice(ImportsRecords register, Actor actor, long line) {
        String first = register.columns(actor.reader().texts()).getFirst().key();
        return Misfit.of(List.of(FieldProblem.of(first, "import-twice", line)));
    }

    private static Line refused(ImportsRecords register, Actor actor, ImportTable.Found record, List<Misfit> problems) {
        return new Line(
                record.line(),
                Fate.REFUSED,
                Optional.empty(),
                register.columns(actor.reader().texts()).stream()
                        .filter(ImportsRecords.Column::needed)
                        .findFirst()
                        .map(column -> record.rows().getFirst().text(column.key()))
                        .orElse(""),
                "",
                problems.stream()
                        .map(one -> new Wrong(record.rows().get(one.row()).line(), one.problem()))
                        .toList());
    }

    /** Each after those that it needs, as far as they are in the table; else as they stand there. */
    private static List<ImportTable.Found> inOrder(ImportsRecords register, List<ImportTable.Found> records) {
        Map<String, List<ImportTable.Found>> called = records.stream()
                .collect(Collectors.groupingBy(
                        record -> register.called(record.rows().getFirst())));
        List<ImportTable.Found> ordered = new ArrayList<>();
        Set<Long> begun = new HashSet<>();
        for (ImportTable.Found record : records) put(register, record, called, begun, ordered);
        return ordered;
    }

    private static void put(
            ImportsRecords register,
            ImportTable.Found record,
            Map<String, List<ImportTable.Found>> called,
            Set<Long> begun,
            List<ImportTable.Found> ordered) {
        if (!begun.add(record.line())) return;
        String needs = register.needs(record.rows().getFirst());
        if (!needs.isEmpty())
            for (ImportTable.Found one : called.getOrDefault(needs, List.of()))
                put(register, one, called, begun, ordered);
        ordered.add(record);
    }
}
