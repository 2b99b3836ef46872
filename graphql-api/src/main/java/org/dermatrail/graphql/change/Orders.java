package org.dermatrail.graphql.change;

import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;
import org.dermatrail.domain.Outcome;
import org.dermatrail.domain.Refusal;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms.Kind;
import org.dermatrail.domain.site.SiteId;
import org.dermatrail.graphql.CommandDesk;
import org.dermatrail.graphql.Ids;
import org.dermatrail.graphql.caller.Caller;
import org.dermatrail.graphql.door.Notebook;
import org.dermatrail.graphql.door.Refused;
import org.dermatrail.graphql.page.ScopedIds;
import org.dermatrail.graphql.question.RowFields;
import org.dermatrail.projections.record.RegistryRecords.CaptureRecord;
import org.dermatrail.projections.record.RegistryRecords.LesionRecord;
import org.jspecify.annotations.Nullable;

/**
 * What all changes have in common: who it is about is revealed and must be the caller's to see; the command is sent; a
 * refusal leaves with its own code and sentence. Thread-safe.
 */
public final class Orders {

    private final CommandDesk desk;
    private final Ids newIds;
    private final ScopedIds ids;
    private final RowFields rows;

    /** Sends to this desk. */
    public Orders(CommandDesk desk, Ids newIds, ScopedIds ids, RowFields rows) {
        this.desk = desk;
        this.newIds = newIds;
        this.ids = ids;
        this.rows = rows;
    }

    /** Sends a command; returns only if it was accepted. */
    void send(DataFetchingEnvironment env, Object command) {
        Outcome outcome = desk.send(command, Caller.of(env.getGraphQlContext()));
        if (outcome instanceof Refusal refusal) {
            throw Refused.of(refusal);
        }
        Notebook.of(env).disclosed(env, "accepted");
    }

    String newId() {
        return newIds.next();
    }

    ScopedIds ids() {
        return ids;
    }

    RowFields rows() {
        return rows;
    }

    /** The key of the participant an argument names, who must be the caller's to see. */
    String participant(DataFetchingEnvironment env) {
        var key = ids.argument(env, "participant", Kind.PARTICIPANT);
        if (rows.participant(env, key) == null) {
            throw Refused.notFound("participant");
        }
        return key;
    }

    /** A lesion the caller named and may see. */
    record Lesion(String id, LesionRecord known) {}

    /** The lesion an argument names, which must be the caller's to see; the id stays the one named. */
    Lesion lesion(DataFetchingEnvironment env, String argument) {
        var id = ids.argument(env, argument, Kind.LESION);
        var known = rows.lesion(env, id);
        if (known == null) {
            throw Refused.notFound("lesion");
        }
        return new Lesion(id, known);
    }

    /** The capture the argument {@code capture} names, which must be the caller's to see. */
    CaptureRecord capture(DataFetchingEnvironment env) {
        var known = rows.capture(env, ids.argument(env, "capture", Kind.CAPTURE));
        if (known == null) {
            throw Refused.notFound("capture");
        }
        return known;
    }

    /** A site of the form study/code which the caller may speak for. */
    static SiteId site(DataFetchingEnvironment env, @Nullable String siteId, String argument) {
        SiteId site;
        try {
            site = SiteId.parse(siteId == null ? "" : siteId);
        } catch (IllegalArgumentException malformed) {
            throw Refused.argument(Refused.BAD_INPUT, argument, "A site is named as study/code.");
        }
        var access = Caller.of(env.getGraphQlContext()).access();
        if (!access.studies().admits(site.studyId()) || !access.sites().admits(site.toString())) {
            throw Refused.notFound("site");
        }
        return site;
    }

    static String text(DataFetchingEnvironment env, String argument) {
        return Objects.requireNonNull(env.<String>getArgument(argument), argument);
    }

    static <E extends Enum<E>> E code(DataFetchingEnvironment env, String argument, Class<E> set) {
        return Enum.valueOf(set, text(env, argument));
    }

    static <E extends Enum<E>> @Nullable E codeOrNull(@Nullable Object name, Class<E> set) {
        return name == null ? null : Enum.valueOf(set, name.toString());
    }
}
