namespace SchemaSdk.Schemas.Keywords;

/// <summary>The effect of a keyword on the C# type of a value.</summary>
internal enum KeywordTyping
{
    /// <summary>The keyword has no effect on the type.</summary>
    None,

    /// <summary>The keyword affects the type in every schema.</summary>
    Always,

    /// <summary>Makes the type a union of the keyword's schemas.</summary>
    Union,

    /// <summary>The keyword affects only the type of integers. Its bounds decide which integer type is used.</summary>
    OfIntegers,

    /// <summary>Adds members that an object has only under a condition.</summary>
    OptionalMembers,

    /// <summary>Adds an attribute or changes a name, but does not change the type itself.</summary>
    Beside,
}
