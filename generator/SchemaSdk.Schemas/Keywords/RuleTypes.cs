namespace SchemaSdk.Schemas.Keywords;

/// <summary>The JSON types that a value may have. The names match the runtime's <c>JsonTypes</c>.</summary>
[Flags]
internal enum RuleTypes
{
    /// <summary>No type, so no value is valid.</summary>
    None = 0,

    Null = 1,

    Boolean = 2,

    /// <summary>A number without a fraction.</summary>
    Integer = 4,

    /// <summary>Any number.</summary>
    Number = 8 | Integer,

    String = 16,

    Array = 32,

    Object = 64,

    /// <summary>Any type.</summary>
    All = Null | Boolean | Number | String | Array | Object,
}
