package org.dermatrail.graphql;

import graphql.execution.instrumentation.Instrumentation;
import java.time.Clock;
import org.dermatrail.domain.audit.AuditLog;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms;
import org.dermatrail.graphql.change.CaptureChanges;
import org.dermatrail.graphql.change.DiscrepancyChanges;
import org.dermatrail.graphql.change.LesionChanges;
import org.dermatrail.graphql.change.Orders;
import org.dermatrail.graphql.change.ParticipantChanges;
import org.dermatrail.graphql.change.StudyChanges;
import org.dermatrail.graphql.door.Doorkeeper;
import org.dermatrail.graphql.door.ErrorSheet;
import org.dermatrail.graphql.page.Pages;
import org.dermatrail.graphql.page.ScopedIds;
import org.dermatrail.graphql.question.CohortQuestions;
import org.dermatrail.graphql.question.DiscrepancyFields;
import org.dermatrail.graphql.question.HistoryFields;
import org.dermatrail.graphql.question.Loaders;
import org.dermatrail.graphql.question.OversightQuestions;
import org.dermatrail.graphql.question.RowFields;
import org.dermatrail.graphql.question.RowQuestions;
import org.dermatrail.graphql.question.StudyQuestions;
import org.dermatrail.graphql.question.Vocabulary;
import org.dermatrail.projections.discrepancy.Discrepancies;
import org.dermatrail.projections.enrolment.EnrolmentBoards;
import org.dermatrail.projections.lesionhistory.LesionHistories;
import org.dermatrail.projections.record.RegistryRecords;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/**
 * The whole API, to be imported by the application, which provides the ports as beans: {@link RegistryRecords}, {@link
 * LesionHistories}, {@link Discrepancies}, {@link EnrolmentBoards}, {@link CohortDoor}, {@link CommandDesk}, {@link Ids},
 * {@link ProjectPseudonyms}, {@link AuditLog}, {@link Clock} and {@link QueryLimitSettings}. A new question is one new
 * file and one line here.
 */
@Configuration(proxyBeanMethods = false)
public class GraphQlApi {

    @Bean
    ScopedIds scopedIds(ProjectPseudonyms pseudonyms) {
        return new ScopedIds(pseudonyms);
    }

    @Bean
    RowFields rowFields(ScopedIds ids, RegistryRecords records) {
        return new RowFields(ids, new Pages(ids), records);
    }

    @Bean
    StudyQuestions studyQuestions(RegistryRecords records, EnrolmentBoards boards) {
        return new StudyQuestions(records, boards);
    }

    @Bean
    RowQuestions rowQuestions(RegistryRecords records, Discrepancies discrepancies, CohortDoor door, ScopedIds ids) {
        return new RowQuestions(records, discrepancies, door, ids, new Pages(ids));
    }

    @Bean
    RuntimeWiringConfigurer discrepancyFields(ScopedIds ids) {
        return new DiscrepancyFields(ids);
    }

    @Bean
    RuntimeWiringConfigurer historyFields(RegistryRecords records, ScopedIds ids) {
        return new HistoryFields(records, ids);
    }

    @Bean
    RuntimeWiringConfigurer cohortQuestions(CohortDoor door, RegistryRecords records, ScopedIds ids) {
        return new CohortQuestions(door, records, new Pages(ids));
    }

    @Bean
    RuntimeWiringConfigurer oversightQuestions(AuditLog log) {
        return new OversightQuestions(log);
    }

    @Bean
    RuntimeWiringConfigurer vocabulary() {
        return new Vocabulary();
    }

    @Bean
    Orders orders(CommandDesk desk, Ids newIds, ScopedIds ids, RowFields rows) {
        return new Orders(desk, newIds, ids, rows);
    }

    @Bean
    RuntimeWiringConfigurer studyChanges(Orders orders, StudyQuestions studies, RegistryRecords records) {
        return new StudyChanges(orders, studies, records);
    }

    @Bean
    RuntimeWiringConfigurer participantChanges(Orders orders) {
        return new ParticipantChanges(orders);
    }

    @Bean
    RuntimeWiringConfigurer lesionChanges(Orders orders) {
        return new LesionChanges(orders);
    }

    @Bean
    RuntimeWiringConfigurer captureChanges(Orders orders, RegistryRecords records) {
        return new CaptureChanges(orders, records);
    }

    @Bean
    RuntimeWiringConfigurer discrepancyChanges(Orders orders, Discrepancies discrepancies, LesionHistories histories) {
        return new DiscrepancyChanges(orders, discrepancies, histories);
    }

    /**
     * Stands outermost, so that nothing is counted, parsed or answered without a caller and an audit record. While it is the only
     * one, no chain of them is gone through for each of a hundred ids.
     */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    Instrumentation doorkeeper(AuditLog log, Clock clock, QueryLimitSettings limits) {
        return new Doorkeeper(log, clock, limits);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    DataFetcherExceptionResolver errorSheet(Ids references) {
        return new ErrorSheet(references);
    }

    /** Says that the loaders stand in the registry of loaders. */
    record LoadersRegistered() {}

    @Bean
    LoadersRegistered loadersRegistered(
            BatchLoaderRegistry registry, RegistryRecords records, LesionHistories histories) {
        Loaders.register(registry, records, histories);
        return new LoadersRegistered();
    }
}
