namespace SchemaSdk.Schemas.Json;

/// <summary>The kind of a JSON node.</summary>
internal enum JsonKind
{
    Null,

    Boolean,

    /// <summary>A number without a fraction and without an exponent.</summary>
    Integer,

    /// <summary>Any other number.</summary>
    Float,

    String,

    Array,

    Object,

    /// <summary>A member of an object: a name and its value.</summary>
    Member,
}
