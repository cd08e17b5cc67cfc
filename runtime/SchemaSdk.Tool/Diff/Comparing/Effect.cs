namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>The effect of a change: on the allowed values, on the meaning of a call, or on C# code.</summary>
internal enum Effect
{
    /// <summary>The same values are allowed; only wording has changed.</summary>
    Words,

    /// <summary>Fewer values are allowed.</summary>
    Narrower,

    /// <summary>More values are allowed.</summary>
    Wider,

    /// <summary>Some values that were allowed are now rejected, and other values are newly allowed.</summary>
    Other,

    /// <summary>The same values are allowed, but the same call now has another meaning or causes a compiler warning.</summary>
    Meaning,

    /// <summary>A C# name or type has changed, so code that uses it does not compile.</summary>
    Gone,

    /// <summary>The effect is unknown.</summary>
    Unknown,
}
