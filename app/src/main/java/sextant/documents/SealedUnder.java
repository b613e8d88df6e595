package sextant.documents;

import sextant.ledger.Hash;

/** The checkpoint that a document or a pack was made under: what to compare it with, kept elsewhere. */
public record SealedUnder(long size, Hash root, String keyFingerprint) {}
