package sextant.measurement;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.journal.RecordRef;
import sextant.people.Actor;
import sextant.people.DescribesRecords;
import sextant.people.Permission;
import sextant.platform.OrganizationId;
import sextant.platform.language.Texts;

/** KPIs, and the batches in which their measurements were recorded, as the journal's readers know them. */
@Component
class MeasurementRecords implements DescribesRecords {
    private static final Set<String> FREQUENCIES = Set.of("collected-every", "analysed-every", "reported-every");

    private final Batches batches;
    private final Kpis kpis;

    MeasurementRecords(Batches batches, Kpis kpis) {
        this.batches = batches;
        this.kpis = kpis;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(Kpis.KIND, Batches.KIND);
    }

    @Override
    public Optional<String> code(Texts texts, String kind, String field, String code) {
        if (FREQUENCIES.contains(field)) return Optional.of(texts.choice("frequency", code));
        return switch (kind + "." + field) {
            case "kpi.value-kind" -> Optional.of(texts.choice("kpi.value-kind", code));
            case "kpi.direction" -> Optional.of(texts.choice("kpi.direction", code));
            case "measurement-batch.channel" -> Optional.of(texts.choice("measurement.channel", code));
            default -> Optional.empty();
        };
    }

    @Override
    public Map<RecordRef, RecordRef> subjects(OrganizationId organization, Collection<RecordRef> records) {
        Map<RecordRef, RecordRef> subjects = new HashMap<>();
        List<UUID> ofBatches = records.stream()
                .filter(one -> one.kind().equals(Batches.KIND))
                .map(RecordRef::id)
                .toList();
        if (!ofBatches.isEmpty())
            batches.kpis(organization, ofBatches)
                    .forEach((batch, kpi) ->
                            subjects.put(new RecordRef(Batches.KIND, batch), new RecordRef(Kpis.KIND, kpi.value())));
        for (RecordRef one : records) if (one.kind().equals(Kpis.KIND)) subjects.put(one, one);
        return subjects;
    }

    @Override
    public Map<RecordRef, Described> described(Actor actor, Collection<RecordRef> subjects) {
        if (!actor.may(Permission.JOURNAL_READ)) return Map.of();
        List<KpiId> ids = subjects.stream()
                .filter(one -> one.kind().equals(Kpis.KIND))
                .map(one -> new KpiId(one.id()))
                .toList();
        return kpis.among(actor.organization(), ids).stream()
                .collect(Collectors.toMap(
                        kpi -> new RecordRef(Kpis.KIND, kpi.id().value()),
                        kpi -> new Described(
                                kpi.definition().reference() + " "
                                        + kpi.definition().name(),
                                "/kpis/" + kpi.id(),
                                "/kpis/" + kpi.id(),
                                Optional.of(kpi.definition().unit()))));
    }

    @Override
    public Map<UUID, String> names(OrganizationId organization, Set<UUID> ids) {
        return kpis.among(organization, ids.stream().map(KpiId::new).toList()).stream()
                .collect(Collectors.toMap(
                        kpi -> kpi.id().value(), kpi -> kpi.definition().name()));
    }
}
