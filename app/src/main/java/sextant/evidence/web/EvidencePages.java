package sextant.evidence.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import sextant.evidence.EvidencePack;
import sextant.evidence.EvidencePack.Finished;
import sextant.evidence.EvidencePacks;
import sextant.evidence.PackId;
import sextant.evidence.PackScope;
import sextant.evidence.RequestEvidencePack;
import sextant.evidence.web.EvidenceViews.EvidencePanel;
import sextant.evidence.web.EvidenceViews.PackForm;
import sextant.evidence.web.EvidenceViews.PackFormPage;
import sextant.evidence.web.EvidenceViews.PackLine;
import sextant.evidence.web.EvidenceViews.PackPage;
import sextant.evidence.web.EvidenceViews.PacksPage;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveId;
import sextant.objectives.ObjectivePanel;
import sextant.people.Actor;
import sextant.people.Choices;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;
import sextant.platform.web.Checks;
import sextant.platform.web.Errors;
import sextant.platform.web.NavigationEntry;
import sextant.platform.web.Notice;
import sextant.platform.web.Pages;
import sextant.platform.web.Panel;

/** Evidence packs: asked for, watched while they are built or cancelled, then taken away. */
@Controller
class EvidencePages {
    private static final int SHOWN = 100;

    private final Pages pages;
    private final RequestEvidencePack request;
    private final EvidencePacks packs;
    private final PackSending sending;
    private final AskedPack asked;
    private final Choices choices;
    private final Transactions transactions;

    EvidencePages(
            Pages pages,
            RequestEvidencePack request,
            EvidencePacks packs,
            PackSending sending,
            AskedPack asked,
            Choices choices,
            Transactions transactions) {
        this.pages = pages;
        this.request = request;
        this.packs = packs;
        this.sending = sending;
        this.asked = asked;
        this.choices = choices;
        this.transactions = transactions;
    }

    @PostMapping("/objectives/{id}/evidence-pack")
    @Requires(Permission.EVIDENCE_BUILD)
    View build(Actor actor, @PathVariable ObjectiveId id) {
        return requested(request.request(actor, new PackScope.OfObjective(id), Optional.empty()));
    }

    @GetMapping("/evidence-packs")
    @Requires(Permission.EVIDENCE_BUILD)
    View list(Actor actor) {
        List<EvidencePack> all = transactions.read(actor.organization(), () -> packs.newest(actor, SHOWN));
        return pages.show(
                "evidence/packs.jte",
                new PacksPage(all.stream().map(pack -> line(actor, pack)).toList()));
    }

    /** What is given in the address stands in the form. */
    @GetMapping("/evidence-packs/new")
    @Requires(Permission.EVIDENCE_BUILD)
    View form(Actor actor, PackForm form) {
        return form(actor, form, Errors.NONE);
    }

    @PostMapping("/evidence-packs")
    @Requires(Permission.EVIDENCE_BUILD)
    View build(Actor actor, PackForm form) {
        Checks checks = Checks.typedBy(actor.reader().formats());
        Optional<AskedPack.Wanted> wanted =
                asked.typed(actor, checks, form.scope(), form.unit(), form.numbers(), form.asOf());
        if (wanted.isPresent()) {
            try {
                RequestEvidencePack.Result result = request.request(
                        actor, wanted.get().scope(), wanted.get().asOf());
                if (result instanceof RequestEvidencePack.Result.Requested) return requested(result);
                checks.reject(form.scope().equals("unit") ? "unit" : "scope", "nothing-to-prove");
            } catch (NotFound missing) {
                checks.reject(form.scope().equals("unit") ? "unit" : "numbers", "not-there-then");
            }
        }
        return form(actor, form, new Errors(checks.problems()));
    }

    private View form(Actor actor, PackForm form, Errors errors) {
        return pages.show(
                "evidence/packNew.jte",
                new PackFormPage(form.withScope(), choices.units(actor, Permission.EVIDENCE_BUILD), errors),
                errors.any() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    }

    /** The same again, as of the same moment. */
    @PostMapping("/evidence-packs/{id}/again")
    @Requires(Permission.EVIDENCE_BUILD)
    View again(Actor actor, @PathVariable PackId id) {
        EvidencePack pack = transactions.read(actor.organization(), () -> packs.get(actor, id));
        return requested(request.request(actor, pack.scope(), pack.asOf()));
    }

    @PostMapping("/evidence-packs/{id}/cancel")
    @Requires(Permission.EVIDENCE_BUILD)
    View cancel(Actor actor, @PathVariable PackId id) {
        boolean cancelled = request.cancel(actor, id);
        return pages.redirect(
                "/evidence-packs/" + id, cancelled ? Notice.done("pack-cancelled") : Notice.refused("pack-over"));
    }

    private View requested(RequestEvidencePack.Result result) {
        return switch (result) {
            case RequestEvidencePack.Result.Requested(var pack) -> pages.redirect("/evidence-packs/" + pack);
            case RequestEvidencePack.Result.Empty none -> throw new NotFound("objective");
        };
    }

    @GetMapping("/evidence-packs/{id}")
    @Requires(Permission.EVIDENCE_BUILD)
    View show(Actor actor, @PathVariable PackId id) {
        EvidencePack pack = transactions.read(actor.organization(), () -> packs.get(actor, id));
        return pages.show("evidence/pack.jte", page(actor, pack));
    }

    @GetMapping("/evidence-packs/{id}/file")
    @Requires(Permission.EVIDENCE_BUILD)
    void file(Actor actor, @PathVariable PackId id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        EvidencePack pack = transactions.read(actor.organization(), () -> packs.get(actor, id));
        if (pack.state() != EvidencePack.State.READY) throw new NotFound("evidence pack's file");
        sending.send(actor, pack, request, response);
    }

    private static PackLine line(Actor actor, EvidencePack pack) {
        Formats formats = actor.reader().formats();
        Texts texts = actor.reader().texts();
        PackWords words = new PackWords(actor);
        return new PackLine(
                "/evidence-packs/" + pack.id(),
                words.name(pack),
                words.about(pack),
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
        PackWords words = new PackWords(actor);
        Optional<Finished> finished = pack.finished();
        boolean ready = pack.state() == EvidencePack.State.READY;
        return new PackPage(
                pack.id().toString(),
                words.heading(pack),
                pack.scope() instanceof PackScope.OfObjective(var objective) ? "/objectives/" + objective : "",
                pack.reference(),
                pack.scope() instanceof PackScope.OfObjective ? words.name(pack) : words.about(pack),
                verdict(pack.state()),
                texts.choice("evidence.state", pack.state().code(), pack.progress()),
                pack.state().isOpen(),
                pack.state() == EvidencePack.State.CANCELLED,
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
            case QUEUED, BUILDING, EXPIRED, CANCELLED -> "not-due";
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
                    Panel.Place.ASIDE, 40, "evidence/panel.jte", new EvidencePanel(objective.id(), pdf, builds)));
        }
    }
}
