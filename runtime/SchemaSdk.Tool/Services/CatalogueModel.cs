namespace SchemaSdk.Tool.Services;

/// <summary>A model in a catalogue.</summary>
/// <param name="Entry">The entry, with the input schema.</param>
internal sealed record CatalogueModel(ModelCatalogEntry Entry)
{
    /// <summary>The address of the model's page on the website of the service; null if it is unknown.</summary>
    internal string? Page { get; init; }

    /// <summary>The output schema; null if the catalogue has none.</summary>
    internal string? OutputSchema { get; init; }

    /// <summary>The unresolved references, each with the name of the schema file that contains it.</summary>
    internal IReadOnlyList<(string File, string Reference)> Lost { get; init; } = [];

    /// <summary>What is wrong with the model's OpenAPI document, as the end of a sentence; null if it can be used.</summary>
    internal string? Fault { get; init; }
}
