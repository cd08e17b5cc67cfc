using System.Text.Json.Nodes;

namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>Something that a command found or did.</summary>
/// <param name="Rule">What kind of finding it is: a short name that never changes, such as <c>SSDK003</c> or <c>added</c>.</param>
/// <param name="Level">Its level.</param>
/// <param name="Message">The finding as a sentence. It may contain hostile text from a schema, which each format makes harmless.</param>
internal sealed record Finding(string Rule, FindingLevel Level, string Message)
{
    /// <summary>A shorter message, for use below a heading with the severity and the model; null for the whole message.</summary>
    internal string? Brief { get; init; }

    /// <summary>The model that it is about; null if it is about none.</summary>
    internal string? Model { get; init; }

    /// <summary>Its place; null if it is not in a file.</summary>
    internal Place? Place { get; init; }

    /// <summary>Related places, such as the same part of the older file.</summary>
    internal IReadOnlyList<Place> Related { get; init; } = [];

    /// <summary>More values for programs, which appear in JSON and SARIF; null if there are none.</summary>
    internal JsonObject? Details { get; init; }
}
