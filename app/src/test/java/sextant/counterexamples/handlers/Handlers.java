package sextant.counterexamples.handlers;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import sextant.people.OpenTo;
import sextant.people.Permission;
import sextant.people.Requires;

class Handlers {
    @GetMapping("/unguarded")
    void unguarded() {}

    @PostMapping("/both")
    @Requires(Permission.KPIS_READ)
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = "it cannot be both")
    void both() {}

    @RequestMapping("/anybody")
    @OpenTo(value = OpenTo.Audience.ANYBODY, because = "it is not on the list")
    void anybody() {}

    /** As it should be: not reported. */
    @DeleteMapping("/guarded")
    @Requires(Permission.KPIS_READ)
    void guarded() {}
}
