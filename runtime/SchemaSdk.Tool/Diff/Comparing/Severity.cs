namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>The severity of a change for users of a client, from lowest to highest.</summary>
internal enum Severity
{
    /// <summary>The change has no effect on programs.</summary>
    Patch,

    /// <summary>Something new is possible, and everything that worked still works.</summary>
    Feature,

    /// <summary>Calls work as before, but code that reads members of an input may fail to compile.</summary>
    Reading,

    /// <summary>The effect of the change could not be determined.</summary>
    Unknown,

    /// <summary>Code or calls that worked may stop working.</summary>
    Breaking,
}
