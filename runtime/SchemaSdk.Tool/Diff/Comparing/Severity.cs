namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>The weight of a change for those who use a client, from least to most.</summary>
internal enum Severity
{
    /// <summary>Nothing that a program can notice.</summary>
    Patch,

    /// <summary>More is possible, and all that was possible still is.</summary>
    Feature,

    /// <summary>Calls work as before, and code that reads an input which it made may not compile.</summary>
    Reading,

    /// <summary>The change could not be judged.</summary>
    Unknown,

    /// <summary>Code or calls that worked may work no more.</summary>
    Breaking,
}
