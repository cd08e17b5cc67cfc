namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>The effect of a change on the values that are allowed.</summary>
internal enum Effect
{
    /// <summary>The same values are allowed: only words changed.</summary>
    Words,

    /// <summary>Fewer values are allowed.</summary>
    Narrower,

    /// <summary>More values are allowed.</summary>
    Wider,

    /// <summary>Some are allowed no more, and others now are.</summary>
    Other,

    /// <summary>The same values are allowed, and calls mean something else or are warned of.</summary>
    Meaning,

    /// <summary>A C# name or type is another one, so that code which uses it does not compile.</summary>
    Gone,

    /// <summary>Nobody knows.</summary>
    Unknown,
}
