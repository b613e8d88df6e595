/** Generated documents and the evidence pack: what an auditor takes away and verifies without trusting us. */
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
            "conformance"
        })
@NullMarked
package sextant.documents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
