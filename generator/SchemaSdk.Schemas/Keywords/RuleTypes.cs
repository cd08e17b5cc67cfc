namespace SchemaSdk.Schemas.Keywords;

/// <summary>The JSON Schema types that a value may have; the names are those of the runtime's <c>JsonTypes</c>.</summary>
[Flags]
internal enum RuleTypes
{
    /// <summary>No type at all: nothing is valid.</summary>
    None = 0,

    /// <summary>The literal null.</summary>
    Null = 1,

    /// <summary>True or false.</summary>
    Boolean = 2,

    /// <summary>A number without a fraction.</summary>
    Integer = 4,

    /// <summary>Any number.</summary>
    Number = 8 | Integer,

    /// <summary>A string.</summary>
    String = 16,

    /// <summary>An array.</summary>
    Array = 32,

    /// <summary>An object.</summary>
    Object = 64,

    /// <summary>Anything.</summary>
    All = Null | Boolean | Number | String | Array | Object,
}
