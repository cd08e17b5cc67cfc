using System.Text.Json.Nodes;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.Docs.Examples;

namespace SchemaSdk.Tool.Docs.Site;

/// <summary>A model as its page tells of it.</summary>
/// <param name="Endpoint">Its names and forms.</param>
/// <param name="Example">An input that is valid; null if none could be made.</param>
/// <param name="Call">The call with that input in C#; null if it cannot be written.</param>
/// <param name="Price">Its price as a sentence; null if it is not known.</param>
internal sealed record SiteModel(EndpointModel Endpoint, JsonNode? Example, string? Call, string? Price)
{
    internal string Id => Endpoint.Path.Id;

    /// <summary>The path of the page in the site.</summary>
    internal string Page => $"models/{Id}.html";

    /// <summary>The words of the schema on the model as a whole.</summary>
    internal Documentation Says => Endpoint.Input.Shape switch
    {
        ObjectShape record => record.Documentation,
        UnionShape union => union.Documentation,
        _ => Documentation.None,
    };

    internal static SiteModel Make(EndpointModel endpoint, string? price)
    {
        var example = SchemaSteps.Normalize(endpoint.Input.File).Root is { } schema
            ? ExampleInput.Of(schema, new CallableModel(endpoint.Input))
            : null;
        return new SiteModel(endpoint, example, example is null ? null : CSharpCall.Of(endpoint, example), price);
    }
}
