package org.dermatrail.pseudonymization.keys;

/** Keys could not be had. The message names the file and what to do; never a key. */
public final class KeyFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. The names are stable. */
    public enum Reason {
        /** The key file is not there. */
        KEYS_MISSING,
        /** Somebody besides the owner may read or write the key file. */
        KEYS_EXPOSED,
        /** The key file is not what was written, or cannot be read. */
        KEYS_UNREADABLE,
        /** The key file could not be written. */
        KEYS_NOT_WRITTEN
    }

    private final Reason code;

    /** Names the reason; causes are left out on purpose where they could quote a key. */
    public KeyFault(Reason code, String sentence) {
        super(sentence);
        this.code = code;
    }

    /** The stable reason. */
    public Reason code() {
        return code;
    }
}
