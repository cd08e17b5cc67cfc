namespace SchemaSdk.Schemas.Keywords;

/// <summary>The effect of a keyword on the C# type of a value.</summary>
internal enum KeywordTyping
{
    None,

    /// <summary>The keyword affects the type in every schema.</summary>
    Always,

    /// <summary>The keyword makes the type a union of its schemas.</summary>
    Union,

    /// <summary>The keyword affects only integers: its value helps to choose their C# type.</summary>
    OfIntegers,

    /// <summary>The keyword adds members that an object has only under a condition.</summary>
    OptionalMembers,

    /// <summary>The keyword adds an attribute or changes a name, but does not change the type itself.</summary>
    Beside,
}
