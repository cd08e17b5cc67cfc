namespace SchemaSdk.Durable.Sql;

/// <summary>The types of values, which each dialect stores in its own way.</summary>
internal enum SqlType
{
    /// <summary>A <see cref="string"/>.</summary>
    Text,

    /// <summary>Many of them, for <see cref="SqlDialect.IsIn"/>: a <c>string[]</c>.</summary>
    Texts,

    /// <summary>A <see cref="bool"/>.</summary>
    Boolean,

    /// <summary>An <see cref="int"/>.</summary>
    Integer,

    /// <summary>A <see cref="long"/>.</summary>
    Long,

    /// <summary>A <see cref="DateTimeOffset"/>.</summary>
    Time,

    /// <summary>A <see cref="decimal"/> of US dollars.</summary>
    Dollars,

    /// <summary>A <see cref="Guid"/>.</summary>
    Id,

    /// <summary>A <c>byte[]</c>.</summary>
    Bytes,
}
