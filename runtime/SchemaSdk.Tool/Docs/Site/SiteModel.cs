using System.Text.Json.Nodes;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.Docs.Examples;

namespace SchemaSdk.Tool.Docs.Site;

/// <summary>A model as its page shows it.</summary>
/// <param name="Endpoint">Its names and shapes.</param>
/// <param name="Example">An input that is valid; null if none could be made.</param>
/// <param name="Entry">What the catalogue says of it; null if that is not known.</param>
internal sealed record SiteModel(EndpointModel Endpoint, JsonNode? Example, ModelCatalogEntry? Entry)
{
    internal string Id => Endpoint.Path.Id;

    /// <summary>The path of the page in the site.</summary>
    internal string Page => $"{Id}.md";

    /// <summary>The name for people, or else the id without its first part.</summary>
    internal string Title => Entry?.DisplayName is { Length: > 0 } name ? name : Id[(Id.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>The call with the example in C#; null if it cannot be written.</summary>
    internal string? Call => Example is null ? null : CSharpCall.Of(Endpoint, Example);

    /// <summary>In Markdown what it makes, what it costs, and whether it is still there.</summary>
    internal string Facts
    {
        get
        {
            var kind = ReturnedKind.Of(Endpoint);
            var price = Entry is { BasePriceUsd: { } usd, PriceUnit: { Length: > 0 } unit }
                ? FormattableString.Invariant($" ${usd} per {SafeMarkdown.Text(unit)}")
                : "";
            return $"<span class=\"kind {kind}\">{kind}</span>{price}{(Endpoint.Path.Retirement is null ? "" : " **retired**")}";
        }
    }

    /// <summary>The documentation of the model as a whole.</summary>
    internal Documentation Says => Endpoint.Input.Shape switch
    {
        ObjectShape record => record.Documentation,
        UnionShape union => union.Documentation,
        _ => Documentation.None,
    };

    internal static SiteModel Make(EndpointModel endpoint, ModelCatalogEntry? entry)
    {
        var example = SchemaSteps.Normalize(endpoint.Input.File).Root is { } schema
            ? ExampleInput.Of(schema, new CallableModel(endpoint.Input))
            : null;
        return new SiteModel(endpoint, example, entry);
    }
}
