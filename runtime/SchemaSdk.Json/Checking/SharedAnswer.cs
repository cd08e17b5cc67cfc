namespace SchemaSdk.CompilerServices;

/// <summary>The cached result of checking a value against a rule.</summary>
[Flags]
internal enum SharedAnswer
{
    /// <summary>The value has not been checked.</summary>
    None = 0,

    /// <summary>The value has been checked.</summary>
    Known = 1,

    /// <summary>The value does not match.</summary>
    Failed = 2,

    /// <summary>The value has the wrong JSON kind or another tag.</summary>
    OtherKind = 4,

    /// <summary>The schema has a constraint that is not checked, so a match is uncertain.</summary>
    Unsure = 8,

    /// <summary>The errors of the value have been reported.</summary>
    Told = 16,
}
