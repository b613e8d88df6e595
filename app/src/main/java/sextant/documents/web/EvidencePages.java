package sextant.documents.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import sextant.documents.EvidencePack;
import sextant.documents.EvidencePack.Finished;
import sextant.documents.EvidencePacks;
import sextant.documents.PackId;
import sextant.documents.RequestEvidencePack;
import sextant.documents.web.EvidenceViews.EvidencePanel;
import sextant.documents.web.EvidenceViews.PackLine;
import sextant.documents.web.EvidenceViews.PackPage;
import sextant.documents.web.EvidenceViews.PacksPage;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveId;
import sextant.objectives.ObjectivePanel;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;
import sextant.platform.web.NavigationEntry;
import sextant.platform.web.Pages;
import sextant.platform.web.Panel;

/** Evidence packs: asked for on an objective's page, watched while they are built, then taken away. */
@Controller
class EvidencePages {
    private static final int SHOWN = 100;

    private final Pages pages;
    private final RequestEvidencePack request;
    private final EvidencePacks packs;
    private final PackSending sending;
    private final Transactions transactions;

    EvidencePages(
            Pages pages,
            RequestEvidencePack request,
            EvidencePacks packs,
            PackSending sending,
            Transactions transactions) {
        this.pages = pages;
        this.request = request;
        this.packs = packs;
        this.sending = sending;
        this.transactions = transactions;
    }

    @PostMapping("/objectives/{id}/evidence-pack")
    @Requires(Permission.EVIDENCE_BUILD)
    View build(Actor actor, @PathVariable ObjectiveId id) {
        return pages.redirect("/evidence-packs/" + request.request(actor, id));
    }

    @GetMapping("/evidence-packs")
    @Requires(Permission.EVIDENCE_BUILD)
    View list(Actor actor) {
        List<EvidencePack> all =
                transactions.read(actor.organization(), () -> packs.newest(actor, Optional.empty(), SHOWN));
        return pages.show(
                "documents/packs.jte",
                new PacksPage(all.stream().map(pack -> line(actor, pack)).toList()));
    }

    @GetMapping("/evidence-packs/{id}")
    @Requires(Permission.EVIDENCE_BUILD)
    View show(Actor actor, @PathVariable PackId id) {
        EvidencePack pack = transactions.read(actor.organization(), () -> packs.get(actor, id));
        return pages.show("documents/pack.jte", page(actor, pack));
    }

    @GetMapping("/evidence-packs/{id}/file")
    @Requires(Permission.EVIDENCE_BUILD)
    void file(Actor actor, @PathVariable PackId id, HttpServletResponse response) throws IOException {
        EvidencePack pack = transactions.read(actor.organization(), () -> packs.get(actor, id));
        if (pack.state() != EvidencePack.State.READY) throw new NotFound("evidence pack's file");
        sending.send(actor, pack, response);
    }

    private static PackLine line(Actor actor, EvidencePack pack) {
        Formats formats = actor.reader().formats();
        Texts texts = actor.reader().texts();
        return new PackLine(
                "/evidence-packs/" + pack.id(),
                pack.reference(),
                pack.title(),
                verdict(pack.state()),
                texts.choice("evidence.state", pack.state().code(), pack.progress()),
                pack.requestedByName(),
                formats.time(pack.requestedAt()),
                pack.finished()
                        .map(it -> formats.number(it.checkpoint().size()))
                        .orElse("–"),
                pack.state() == EvidencePack.State.READY
                        ? pack.finished().map(it -> formats.time(it.expires())).orElse("")
                        : "–");
    }

    private static PackPage page(Actor actor, EvidencePack pack) {
        Formats formats = actor.reader().formats();
        Texts texts = actor.reader().texts();
        Optional<Finished> finished = pack.finished();
        boolean ready = pack.state() == EvidencePack.State.READY;
        return new PackPage(
                pack.id().toString(),
                pack.reference(),
                pack.title(),
                pack.objective(),
                verdict(pack.state()),
                texts.choice("evidence.state", pack.state().code(), pack.progress()),
                pack.state().isOpen(),
                pack.progress(),
                pack.failure().isEmpty() ? "" : texts.choice("evidence.failure", pack.failure()),
                pack.requestedByName(),
                formats.time(pack.requestedAt()),
                ready ? "/evidence-packs/" + pack.id() + "/file" : "",
                pack.fileName(),
                finished.map(it -> length(formats, it.length())).orElse(""),
                finished.map(it -> it.digest().hex()).orElse(""),
                finished.map(it -> formats.time(it.expires())).orElse(""),
                finished.map(it -> formats.number(it.checkpoint().size())).orElse(""),
                finished.map(it -> it.checkpoint().root().hex()).orElse(""),
                finished.map(it -> it.checkpoint().keyFingerprint()).orElse(""),
                finished.map(it -> "./sextant verify " + pack.fileName() + " --key "
                                + it.checkpoint().keyFingerprint())
                        .orElse(""));
    }

    private static String length(Formats formats, long bytes) {
        BigDecimal kilobytes = BigDecimal.valueOf(bytes).movePointLeft(3);
        return kilobytes.intValue() < 1_000
                ? formats.number(kilobytes.setScale(0, RoundingMode.UP)) + " kB"
                : formats.number(kilobytes.movePointLeft(3).setScale(1, RoundingMode.HALF_UP)) + " MB";
    }

    /** The mark beside the word, as the conformance verdicts have it. */
    private static String verdict(EvidencePack.State state) {
        return switch (state) {
            case QUEUED, BUILDING, EXPIRED -> "not-due";
            case READY -> "conforms";
            case FAILED -> "gap";
        };
    }

    @Configuration
    static class Navigation {
        @Bean
        static NavigationEntry evidenceNavigation() {
            return new NavigationEntry(
                    45, "evidence", "/evidence-packs", "seal", Permission.EVIDENCE_BUILD.code(), "e");
        }
    }

    @Component
    static class Panels implements ObjectivePanel {
        @Override
        public List<Panel> panels(
                Actor actor, Objective objective, Objective.Version version, Instant moment, boolean past) {
            boolean builds = !past
                    && actor.may(Permission.EVIDENCE_BUILD, version.content().unit());
            String pdf = "/objectives/" + objective.id() + "/pdf" + (past ? "?asOf=" + moment : "");
            return List.of(new Panel(
                    Panel.Place.ASIDE, 40, "documents/panel.jte", new EvidencePanel(objective.id(), pdf, builds)));
        }
    }
}
