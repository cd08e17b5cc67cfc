namespace SchemaSdk.Testing;

/// <summary>A program of the system that tests start.</summary>
public enum Server
{
    /// <summary>PostgreSQL, from any folder that Debian or <c>SCHEMASDK_POSTGRESQL</c> names.</summary>
    PostgreSql,

    /// <summary>RabbitMQ as Debian and Ubuntu install it.</summary>
    RabbitMq,
}
