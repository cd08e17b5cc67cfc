namespace SchemaSdk.Durable.Sql;

/// <summary>The types of values. Each dialect stores them in its own way.</summary>
internal enum SqlType
{
    Text,
    Texts,   // a string[] for SqlDialect.IsIn
    Boolean,
    Integer,
    Long,
    Time,
    Dollars,
    Id,
    Bytes,
}
