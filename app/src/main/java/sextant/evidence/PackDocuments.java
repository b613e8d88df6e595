package sextant.evidence;

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
import sextant.documents.ObjectiveDocument;
import sextant.documents.ObjectiveDocuments;
import sextant.documents.ObjectiveJson;
import sextant.documents.ObjectivePdf;
import sextant.documents.SealedUnder;
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

    private static final String FOLDER = "documents/";
    private static final String REGISTER = "register";

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

    /**
     * What the documents of one pack are called, without folder and ending: the one objective's {@code objective}; of more, each
     * its reference where a path can hold it, and no two differ only in upper and lower case.
     */
    Map<ObjectiveId, String> names(EvidencePack wanted, List<Objective> objectives) {
        if (wanted.scope() instanceof PackScope.OfObjective(var one)) return Map.of(one, "objective");
        Set<String> taken = new HashSet<>(Set.of(REGISTER));
        return objectives.stream().collect(Collectors.toMap(Objective::id, objective -> {
            String name = objective.reference().replaceAll("[^A-Za-z0-9_-]+", "-");
            return !name.isEmpty() && taken.add(name.toLowerCase(Locale.ROOT))
                    ? name
                    : objective.id().toString();
        }));
    }

    /** Of more than one objective, which file is whose. */
    void writeRegister(
            PackFile pack, Actor actor, EvidencePack wanted, Instant moment, Map<ObjectiveId, String> names) {
        if (wanted.scope() instanceof PackScope.OfObjective) return;
        pack.add(FOLDER + REGISTER + ".csv", out -> writeRegister(out, actor, moment, names));
    }

    /** @param names of all that are in the pack, whose number decides whether they are printed too */
    void write(
            PackFile pack,
            Actor actor,
            Objective objective,
            Instant moment,
            SealedUnder checkpoint,
            Map<ObjectiveId, String> names) {
        ObjectiveDocument document = transactions.read(
                actor.organization(),
                Optional.of(moment),
                () -> documents.asOf(actor, objective.id(), moment, checkpoint));
        String path = FOLDER + names.get(objective.id());
        pack.add(path + ".json", new ObjectiveJson(actor, document).bytes());
        if (names.size() <= MOST_PRINTED) pack.add(path + ".pdf", pdf.bytes(actor, document));
    }

    private void writeRegister(OutputStream out, Actor actor, Instant moment, Map<ObjectiveId, String> names) {
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
