using System.Text.Json.Nodes;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.Docs.Examples;

/// <summary>Writes code that calls a model through the generated client.</summary>
internal static class CSharpCall
{
    /// <summary>Returns the call in C#; null if the input cannot be written in C#.</summary>
    internal static string? Of(EndpointModel model, JsonNode input)
    {
        var path = model.Path;
        var shape = RootNames.Name(model.Input.Shape!, $"{path.TypeName}Input");
        var home = $"{model.Client.Namespace}.Models{path.NamespaceAt(path.Names.Count)}";
        if (new CodeValue(isFSharp: false).Write(shape, input, home, 0) is not { } value)
        {
            return null;
        }

        var runtime = value.Contains("(ModelFile)", StringComparison.Ordinal) ? "using SchemaSdk;\n" : "";
        return $"""
            {runtime}using {model.Client.Namespace};

            await using var client = new {model.Client.Name}();

            var result = await client.{string.Join('.', path.Names)}.RunAsync({value});

            Console.WriteLine(result.Output{FileOf(model)});
            """;
    }

    /// <summary>Returns the call in F#; null if the input cannot be written in F#.</summary>
    internal static string? InFSharp(EndpointModel model, JsonNode input)
    {
        var path = model.Path;
        if (new CodeValue(isFSharp: true).Write(RootNames.Name(model.Input.Shape!, $"{path.TypeName}Input"), input, "", 4) is not { } value)
        {
            return null;
        }

        var runtime = value.Contains("ModelFile.", StringComparison.Ordinal) ? "open SchemaSdk\n" : "";
        return $$"""
            {{runtime}}open {{model.Client.Namespace}}
            open {{model.Client.Namespace}}.Models{{path.NamespaceAt(path.Names.Count)}}

            let input =
                {{value}}

            task {
                use client = new {{model.Client.Name}}()
                let! result = client.{{string.Join('.', path.Names)}}.RunAsync(input)
                printfn $"{result.Output{{FileOf(model).Replace("?", "", StringComparison.Ordinal)}}}"
            }
            |> _.GetAwaiter().GetResult()
            """;
    }

    // Selects a file of the kind that the model makes, because the output schema may list other kinds too.
    private static string FileOf(EndpointModel model)
    {
        var kind = MediaWords.OfModel(model.Path.Id, PropertiesOf(model.Input.Shape).Select(static input => input.WireName));
        var files = PropertiesOf(model.Output?.Shape is { } shape ? RootNames.Name(shape, $"{model.Path.TypeName}Output") : null)
            .Where(property => (MediaWords.KindOf(property.WireName) ?? kind) == kind)
            .ToList();
        return files.Find(static property => property.Shape is ScalarShape { Kind: ScalarKind.File }) is { } one ? $".{one.Name}"
            : files.Find(static property => property.Shape is ListShape { Item: ScalarShape { Kind: ScalarKind.File } }) is { } list
                ? $".{list.Name}?[0]"
            : "";
    }

    private static IReadOnlyList<PropertyModel> PropertiesOf(Shape? shape) => shape is ObjectShape record ? [.. record.Properties] : [];
}
