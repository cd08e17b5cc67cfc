using SchemaSdk.Services;
using SchemaSdk.Tool.Import.Pages;

namespace SchemaSdk.Tool.Import;

/// <summary>The settings of <c>schemasdk import</c>.</summary>
/// <param name="Page">The file or address as it was typed.</param>
/// <param name="Folder">The full path of the schema folder.</param>
internal sealed record ImportSettings(string Page, string Folder)
{
    /// <summary>The service that the page documents. The id of the model is found in the URLs of this service on the page.</summary>
    internal required ServiceProfile Service { get; init; }

    /// <summary>The id of the model; null to use the id on the page.</summary>
    internal string? Id { get; init; }

    /// <summary>The format of the page; null to detect it.</summary>
    internal PageFormat? Format { get; init; }

    /// <summary>The input schema's number on the page, counted from 1. Null to detect it; if <c>Output</c> is set, null means 1.</summary>
    internal int? Input { get; init; }

    /// <summary>
    /// The output schema's number on the page, counted from 1. Null to detect it; if <c>Input</c> is set, null means no output schema.
    /// </summary>
    internal int? Output { get; init; }

    /// <summary>True to drop the service's prose, such as descriptions.</summary>
    internal bool IsFacts { get; init; }

    internal bool Overwrites { get; init; }
}
