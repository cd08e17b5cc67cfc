namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>The weight of a finding.</summary>
internal enum FindingLevel
{
    /// <summary>Something to know.</summary>
    Note,

    /// <summary>Something is poorer than it should be.</summary>
    Warning,

    /// <summary>Something is wrong, or breaks.</summary>
    Error,
}
