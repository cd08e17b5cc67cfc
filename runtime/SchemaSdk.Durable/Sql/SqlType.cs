namespace SchemaSdk.Durable.Sql;

/// <summary>The types of values, which each dialect stores in its own way.</summary>
internal enum SqlType
{
    Text,
    Texts,   // many of them, for SqlDialect.IsIn: a string[]
    Boolean,
    Integer,
    Long,
    Time,
    Dollars,
    Id,
    Bytes,
}
