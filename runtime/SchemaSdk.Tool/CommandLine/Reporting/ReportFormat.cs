namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>The form of a report.</summary>
internal enum ReportFormat
{
    /// <summary>Lines for people, in the form of compiler messages.</summary>
    Text,

    /// <summary>One JSON object for programs.</summary>
    Json,

    /// <summary>A section for a pull request.</summary>
    Markdown,

    /// <summary>SARIF 2.1.0, which code hosts and editors read.</summary>
    Sarif,
}
