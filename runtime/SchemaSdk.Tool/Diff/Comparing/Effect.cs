namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>The effect of a change on the values that are allowed.</summary>
internal enum Effect
{
    /// <summary>The same values are allowed: only wording changed.</summary>
    Words,

    /// <summary>Fewer values are allowed.</summary>
    Narrower,

    /// <summary>More values are allowed.</summary>
    Wider,

    /// <summary>Some values are no longer allowed, and others now are.</summary>
    Other,

    /// <summary>The same values are allowed, but calls mean something else or cause a warning.</summary>
    Meaning,

    /// <summary>A C# name or type changed, so code that uses it does not compile.</summary>
    Gone,

    /// <summary>The effect is not known.</summary>
    Unknown,
}
