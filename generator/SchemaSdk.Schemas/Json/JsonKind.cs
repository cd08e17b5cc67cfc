namespace SchemaSdk.Schemas.Json;

/// <summary>The kind of a JSON node.</summary>
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

    /// <summary>A member of an object: a name and its value.</summary>
    Member,
}
