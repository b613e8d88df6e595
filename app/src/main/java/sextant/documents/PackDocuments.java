package sextant.documents;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.documents.EvidencePack.SealedUnder;
import sextant.evaluation.Register;
import sextant.evaluation.RegisterColumns;
import sextant.ledger.Manifest;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Objectives;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.UnitId;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import sextant.platform.tables.EscapedCsv;
import sextant.platform.tables.TableColumn;

/** The documents of a pack: each objective as data and on paper; of more than one, the register that leads to them. */
@Component
class PackDocuments {
    /** A page of paper takes a seventh of a second; beyond these, a pack has its objectives as data alone. */
    static final int MOST_PRINTED = 500;

    private final ObjectiveDocuments documents;
    private final ObjectivePdf pdf;
    private final Register register;
    private final Transactions transactions;

    PackDocuments(ObjectiveDocuments documents, ObjectivePdf pdf, Register register, Transactions transactions) {
        this.documents = documents;
        this.pdf = pdf;
        this.register = register;
        this.transactions = transactions;
    }

    /** Where the documents of one pack go. */
    interface Shelf {
        void add(Objective objective);

        /** After the last objective. */
        void finish();
    }

    Shelf shelf(
            PackFile pack,
            Actor actor,
            EvidencePack wanted,
            Instant moment,
            SealedUnder checkpoint,
            List<Objective> objectives) {
        if (wanted.scope() instanceof PackScope.OfObjective)
            return new Shelf() {
                @Override
                public void add(Objective objective) {
                    write(pack, actor, objective, moment, checkpoint, "documents/objective", true);
                }

                @Override
                public void finish() {
                    // One objective needs no register.
                }
            };
        return new Shelf() {
            private final Map<ObjectiveId, String> names = names(objectives);

            @Override
            public void add(Objective objective) {
                String path = "documents/" + names.get(objective.id());
                write(pack, actor, objective, moment, checkpoint, path, objectives.size() <= MOST_PRINTED);
            }

            @Override
            public void finish() {
                pack.add("documents/register.csv", out -> writeRegister(out, actor, wanted, moment, names));
            }
        };
    }

    private void write(
            PackFile pack,
            Actor actor,
            Objective objective,
            Instant moment,
            SealedUnder checkpoint,
            String path,
            boolean printed) {
        ObjectiveDocument document = transactions.read(
                actor.organization(),
                Optional.of(moment),
                () -> documents.asOf(actor, objective.id(), moment, checkpoint));
        pack.add(path + ".json", new ObjectiveJson(actor, document).bytes());
        if (printed) pack.add(path + ".pdf", pdf.bytes(actor, document));
    }

    private void writeRegister(
            OutputStream out, Actor actor, EvidencePack wanted, Instant moment, Map<ObjectiveId, String> names) {
        Texts texts = actor.reader().texts();
        LocalDate today = moment.atZone(actor.organizationZone()).toLocalDate();
        List<TableColumn<Register.Line>> columns = new ArrayList<>(RegisterColumns.of(texts, today));
        columns.add(TableColumn.text(texts.text("evidence.register.file"), line -> names.get(line.id()) + ".json"));
        Set<UnitId> units = actor.reach().getOrDefault(Permission.EVIDENCE_BUILD, Set.of());
        List<Register.Line> lines = transactions.read(
                actor.organization(),
                Optional.of(moment),
                () -> register.page(
                        actor.organization(),
                        new Register.Query(
                                units,
                                units,
                                "",
                                "",
                                "",
                                Optional.empty(),
                                Optional.empty(),
                                Register.Sort.REFERENCE,
                                false,
                                Optional.empty(),
                                Integer.MAX_VALUE)));
        try {
            // Not closed: the stream is the pack's.
            EscapedCsv csv = new EscapedCsv(out, EscapedCsv.Layout.of(texts.locale(), true));
            columns.forEach(column -> csv.text(column.heading()));
            csv.endRow();
            for (Register.Line line : lines) {
                if (!names.containsKey(line.id())) continue;
                columns.forEach(column -> column.cell().accept(csv, line));
                csv.endRow();
            }
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By the objective's reference where a path can hold it; no two differ only in upper and lower case. */
    private static Map<ObjectiveId, String> names(List<Objective> objectives) {
        Set<String> taken = new HashSet<>(Set.of("register"));
        return objectives.stream().collect(Collectors.toMap(Objective::id, objective -> {
            String name = objective.reference().replaceAll("[^A-Za-z0-9_-]+", "-");
            String free = !name.isEmpty() && taken.add(name.toLowerCase(Locale.ROOT))
                    ? name
                    : objective.id().toString();
            taken.add(free);
            return free;
        }));
    }

    /** What the manifest says that the pack is about. */
    Manifest.Subject subject(Actor actor, EvidencePack wanted, List<Objective> objectives) {
        Function<String, Manifest.Subject> many = id -> new Manifest.Subject(
                wanted.scope().code(),
                id,
                wanted.title().isEmpty()
                        ? actor.reader().texts().text("evidence.objectives", objectives.size())
                        : wanted.title());
        return switch (wanted.scope()) {
            case PackScope.OfObjective(var id) ->
                new Manifest.Subject(
                        Objectives.KIND,
                        id.toString(),
                        objectives.getFirst().shown().content().title());
            case PackScope.OfUnit(var unit) -> many.apply(unit.toString());
            case PackScope.OfChoice chosen -> many.apply(wanted.id().toString());
            case PackScope.OfRegister all -> many.apply(actor.organization().toString());
        };
    }
}
