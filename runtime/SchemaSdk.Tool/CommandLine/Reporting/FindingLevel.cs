namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>The level of a finding.</summary>
internal enum FindingLevel
{
    /// <summary>Information that needs no action.</summary>
    Note,

    /// <summary>A problem that does not break anything.</summary>
    Warning,

    /// <summary>An error, or a breaking change.</summary>
    Error,
}
