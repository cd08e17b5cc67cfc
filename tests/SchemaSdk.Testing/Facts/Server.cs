namespace SchemaSdk.Testing;

/// <summary>A server program that tests start.</summary>
public enum Server
{
    /// <summary>PostgreSQL, as installed by Debian or in the folder that <c>SCHEMASDK_POSTGRESQL</c> names.</summary>
    PostgreSql,

    /// <summary>RabbitMQ, as installed by Debian and Ubuntu.</summary>
    RabbitMq,
}
