package org.dermatrail.graphql.change;

import static org.dermatrail.graphql.change.Orders.text;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.Map;
import org.dermatrail.domain.datacut.PublishDataCut;
import org.dermatrail.domain.site.SiteCommand.CloseSite;
import org.dermatrail.domain.site.SiteCommand.OpenSite;
import org.dermatrail.domain.site.SiteId;
import org.dermatrail.domain.study.StudyCommand;
import org.dermatrail.domain.study.StudyCommand.CloseStudy;
import org.dermatrail.domain.study.StudyCommand.OpenStudy;
import org.dermatrail.domain.study.StudyCommand.PublishProtocolVersion;
import org.dermatrail.graphql.caller.Caller;
import org.dermatrail.graphql.door.Refused;
import org.dermatrail.graphql.question.StudyQuestions;
import org.dermatrail.projections.record.RegistryRecords;
import org.dermatrail.projections.record.RegistryRecords.SiteRecord;
import org.dermatrail.projections.record.RegistryRecords.StudyRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** Changes of studies, sites and data cuts. Thread-safe. */
public final class StudyChanges implements RuntimeWiringConfigurer {

    private final Orders orders;
    private final StudyQuestions studies;
    private final RegistryRecords records;

    /** Answers from these. */
    public StudyChanges(Orders orders, StudyQuestions studies, RegistryRecords records) {
        this.orders = orders;
        this.studies = studies;
        this.records = records;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Mutation", type -> type.dataFetcher(
                        "openStudy", env -> sent(env, new OpenStudy(text(env, "code"), text(env, "title"))))
                .dataFetcher(
                        "publishProtocolVersion",
                        env -> sent(env, new PublishProtocolVersion(known(env), text(env, "version"))))
                .dataFetcher("closeStudy", env -> sent(env, new CloseStudy(known(env))))
                .dataFetcher("openSite", this::openSite)
                .dataFetcher("closeSite", this::closeSite)
                .dataFetcher("publishDataCut", this::publishDataCut));
    }

    private @Nullable StudyRecord sent(DataFetchingEnvironment env, StudyCommand command) {
        orders.send(env, command);
        return studies.study(Caller.of(env.getGraphQlContext()).access(), command.studyId());
    }

    private String known(DataFetchingEnvironment env) {
        var study = text(env, "study");
        if (studies.study(Caller.of(env.getGraphQlContext()).access(), study) == null) {
            throw Refused.notFound("study");
        }
        return study;
    }

    private @Nullable SiteRecord openSite(DataFetchingEnvironment env) {
        var site = new SiteId(known(env), text(env, "code"));
        orders.send(env, new OpenSite(site, text(env, "name")));
        return site(env, site);
    }

    private @Nullable SiteRecord closeSite(DataFetchingEnvironment env) {
        var site = Orders.site(env, text(env, "site"), "site");
        if (site(env, site) == null) {
            throw Refused.notFound("site");
        }
        orders.send(env, new CloseSite(site));
        return site(env, site);
    }

    private @Nullable SiteRecord site(DataFetchingEnvironment env, SiteId site) {
        return records.sites(Caller.of(env.getGraphQlContext()).access(), site.studyId()).stream()
                .filter(known -> known.siteId().equals(site.toString()))
                .findFirst()
                .orElse(null);
    }

    private Map<String, Object> publishDataCut(DataFetchingEnvironment env) {
        var cut = text(env, "cut");
        orders.send(env, new PublishDataCut(cut));
        return StudyQuestions.cut(cut);
    }
}
