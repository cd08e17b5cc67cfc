namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>The severity of a change for users of a client, from lowest to highest.</summary>
internal enum Severity
{
    /// <summary>A program cannot notice it.</summary>
    Patch,

    /// <summary>More is possible, and everything that was possible still is.</summary>
    Feature,

    /// <summary>Calls work as before, but code that reads members of an input may not compile.</summary>
    Reading,

    /// <summary>The change could not be judged.</summary>
    Unknown,

    /// <summary>Code or calls that worked may no longer work.</summary>
    Breaking,
}
