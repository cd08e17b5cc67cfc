namespace SchemaSdk.Schemas.Keywords;

/// <summary>The effect of a keyword on the C# type of a value.</summary>
internal enum KeywordTyping
{
    /// <summary>No effect.</summary>
    None,

    /// <summary>An effect in every schema.</summary>
    Always,

    /// <summary>Makes the type a union of the keyword's schemas.</summary>
    Union,

    /// <summary>An effect in schemas of integers: the bounds decide the integer type.</summary>
    OfIntegers,

    /// <summary>Adds members that an object has only under a condition.</summary>
    OptionalMembers,

    /// <summary>Adds an attribute or changes a name, but does not change the type itself.</summary>
    Beside,
}
