namespace SchemaSdk.CompilerServices;

/// <summary>The answer of a rule that was tried with a value.</summary>
[Flags]
internal enum SharedAnswer
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The value was tried.</summary>
    Known = 1,

    /// <summary>It does not fit.</summary>
    Failed = 2,

    /// <summary>Its JSON kind does not fit.</summary>
    OtherKind = 4,

    /// <summary>The rule requires something that is not checked.</summary>
    Unsure = 8,

    /// <summary>Its errors were reported.</summary>
    Told = 16,
}
