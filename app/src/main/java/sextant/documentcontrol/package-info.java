/**
 * Document control (ISO/IEC 27001 7.5): the security objectives document, the status report and the procedure, each made
 * from a template that the organization can change, issued in numbered editions that somebody else approves, distributed,
 * and kept.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "journal",
            "people",
            "notifications",
            "approval",
            "measurement",
            "objectives",
            "plans",
            "evaluation",
            "evaluation :: rule",
            "conformance",
            "documents"
        })
@NullMarked
package sextant.documentcontrol;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
