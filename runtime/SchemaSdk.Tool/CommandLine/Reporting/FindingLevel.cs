namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>The level of a finding.</summary>
internal enum FindingLevel
{
    /// <summary>Information.</summary>
    Note,

    /// <summary>Something is not as good as it should be.</summary>
    Warning,

    /// <summary>Something is wrong, or breaks.</summary>
    Error,
}
