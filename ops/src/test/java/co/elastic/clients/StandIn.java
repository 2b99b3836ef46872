package co.elastic.clients;

/** Stands in for the Elasticsearch client, which no room has yet, so that the rule about it can be seen to bite. */
public interface StandIn {}
