namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>The format of a report.</summary>
internal enum ReportFormat
{
    /// <summary>Lines for people, in the style of compiler messages.</summary>
    Text,

    /// <summary>One JSON object for programs.</summary>
    Json,

    /// <summary>A Markdown section for a pull request.</summary>
    Markdown,

    /// <summary>Workflow commands, which GitHub shows as annotations.</summary>
    GitHub,

    /// <summary>SARIF 2.1.0, which code hosts and editors can read.</summary>
    Sarif,
}
