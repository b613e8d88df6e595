/**
 * The evidence pack: documents, records and proofs in one file, which an auditor takes away and verifies without trusting
 * us.
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
            "conformance",
            "documents"
        })
@NullMarked
package sextant.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
