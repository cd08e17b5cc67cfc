using System.Text.Json.Nodes;

namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>One line of a report: a problem that a command found, or a change that it made.</summary>
/// <param name="Rule">
/// The kind of finding: a short, stable name such as <c>SSDK003</c> or <c>added</c>. In a list of models, this text is the model's price.
/// Every format escapes it, because the unit of the price comes from the service.
/// </param>
/// <param name="Level">The level of the finding.</param>
/// <param name="Message">The finding as a sentence. It may contain hostile text from a schema, so every format escapes it.</param>
internal sealed record Finding(string Rule, FindingLevel Level, string Message)
{
    /// <summary>
    /// A shorter message for use under a heading that already shows the severity and the model; null to use the whole message.
    /// </summary>
    internal string? Brief { get; init; }

    /// <summary>The id of the model that the finding is about; null if it is not about one model.</summary>
    internal string? Model { get; init; }

    /// <summary>The location of the finding; null if it is not in a file.</summary>
    internal Place? Place { get; init; }

    /// <summary>Related locations, such as the location of the same part in the older file.</summary>
    internal IReadOnlyList<Place> Related { get; init; } = [];

    /// <summary>Additional values for programs that read the JSON or SARIF report; null for no values.</summary>
    internal JsonObject? Details { get; init; }
}
