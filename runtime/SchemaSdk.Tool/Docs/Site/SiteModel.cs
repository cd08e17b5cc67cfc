using System.Text.Json.Nodes;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.Docs.Examples;

namespace SchemaSdk.Tool.Docs.Site;

/// <summary>The content of a model's page.</summary>
/// <param name="Endpoint">The names and shapes of the model.</param>
/// <param name="Example">A valid example input; null if none could be made.</param>
/// <param name="Entry">The catalogue entry; null if it is unknown.</param>
internal sealed record SiteModel(EndpointModel Endpoint, JsonNode? Example, ModelCatalogEntry? Entry)
{
    internal string Id => Endpoint.Path.Id;

    /// <summary>The path of the page within the site.</summary>
    internal string Page => $"{Id}.md";

    /// <summary>The display name in the catalogue. If the catalogue has none, the id without its first part.</summary>
    internal string Title => Entry?.DisplayName is { Length: > 0 } name ? name : Id[(Id.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>C# code that calls the model with the example; null if no such code can be generated.</summary>
    internal string? Call => Example is null ? null : CSharpCall.Of(Endpoint, Example);

    /// <summary>The kind of output, the price and the retirement, as Markdown.</summary>
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

    /// <summary>The description of the model as a whole, from its input schema.</summary>
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
