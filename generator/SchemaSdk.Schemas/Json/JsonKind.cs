namespace SchemaSdk.Schemas.Json;

/// <summary>What a node of JSON is.</summary>
internal enum JsonKind
{
    /// <summary>The literal null.</summary>
    Null,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A number without a fraction and without an exponent.</summary>
    Integer,

    /// <summary>Any other number.</summary>
    Float,

    /// <summary>A string.</summary>
    String,

    /// <summary>An array.</summary>
    Array,

    /// <summary>An object.</summary>
    Object,

    /// <summary>A name in an object, with its value.</summary>
    Member,
}
