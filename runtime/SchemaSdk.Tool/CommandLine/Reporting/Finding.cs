using System.Text.Json.Nodes;

namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>Something that a command found or did.</summary>
/// <param name="Rule">What kind of finding it is: a short name that never changes, such as <c>SSDK003</c> or <c>added</c>.</param>
/// <param name="Level">The weight of it.</param>
/// <param name="Message">The finding as a sentence. It may hold hostile text of a schema: each format makes that harmless.</param>
internal sealed record Finding(string Rule, FindingLevel Level, string Message)
{
    /// <summary>The message where its severity and its model stand above it; null for the whole message.</summary>
    internal string? Brief { get; init; }

    /// <summary>The model that it is about; null if it is about none.</summary>
    internal string? Model { get; init; }

    /// <summary>The place of it; null if it is in no file.</summary>
    internal Place? Place { get; init; }

    /// <summary>Other places that belong to it, such as the same part of the older file.</summary>
    internal IReadOnlyList<Place> Related { get; init; } = [];

    /// <summary>Values for programs beside the message, which appear in JSON and SARIF; null if there are none.</summary>
    internal JsonObject? Details { get; init; }
}
