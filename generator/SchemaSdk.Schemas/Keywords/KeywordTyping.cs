namespace SchemaSdk.Schemas.Keywords;

/// <summary>The effect of a keyword on the C# type of a value.</summary>
internal enum KeywordTyping
{
    /// <summary>No effect.</summary>
    None,

    /// <summary>In every schema.</summary>
    Always,

    /// <summary>In every schema, as a union of the schemas in it.</summary>
    Union,

    /// <summary>In schemas of integers, whose type holds their bounds.</summary>
    OfIntegers,

    /// <summary>Through members that an object may have under a condition.</summary>
    OptionalMembers,

    /// <summary>Through an attribute or a name, without changing the type.</summary>
    Beside,
}
