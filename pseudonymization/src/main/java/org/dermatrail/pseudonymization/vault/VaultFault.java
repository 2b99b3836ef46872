package org.dermatrail.pseudonymization.vault;

import org.jspecify.annotations.Nullable;

/** The vault cannot answer. The message names the file and what to do; never an identity or a participant key. */
public final class VaultFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. The names are stable. */
    public enum Reason {
        /** There is a vault but not the file with its keys. */
        VAULT_KEYS_MISSING,
        /** The keys are not those the vault was made with. */
        VAULT_KEYS_FOREIGN,
        /** What is stored is not what was written. */
        VAULT_TAMPERED,
        /** Another process has the vault open. */
        VAULT_IN_USE,
        /** The vault was closed. */
        VAULT_CLOSED,
        /** The file cannot be opened, read or written, for instance because the disk is full. */
        VAULT_UNAVAILABLE
    }

    private final Reason code;

    VaultFault(Reason code, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    VaultFault(Reason code, String sentence) {
        this(code, sentence, null);
    }

    /** The stable reason. */
    public Reason code() {
        return code;
    }
}
