namespace SchemaSdk.CompilerServices;

/// <summary>The JSON Schema types that a value may have.</summary>
[Flags]
internal enum JsonTypes
{
    None = 0,

    Null = 1,

    Boolean = 2,

    /// <summary>A whole number in any notation, such as <c>5</c>, <c>5.0</c> or <c>5e0</c>.</summary>
    Integer = 4,

    /// <summary>Any number, including integers.</summary>
    Number = 8 | Integer,

    String = 16,

    Array = 32,

    Object = 64,

    All = Null | Boolean | Number | String | Array | Object,
}
