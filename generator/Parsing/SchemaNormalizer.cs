using Microsoft.CodeAnalysis.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SchemaSdk.Generator.Diagnostics;
using SchemaSdk.Generator.Dialect;
using SchemaSdk.Generator.Json;
using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Parsing;

/// <summary>Text of a file -> plain JSON Schema, with the place of every value.</summary>
internal static class SchemaNormalizer
{
    /// <summary>Normalizes one file; never throws.</summary>
    /// <param name="file">The file.</param>
    public static NormalizedSchema Normalize(SchemaFile file)
    {
        var lines = SourceText.From(file.Text).Lines;
        if (file.ModelId is null)
        {
            return Refused(file, Problem.At(Descriptors.NoModelId, file.Path, SourceSpan.From(lines, default), file.Path));
        }

        try
        {
            return JsonText.Read(file.Text) is JObject document
                ? Normalize(file, document, lines)
                : throw new JsonTextException("The file holds a JSON value where an object with a schema should be", new TextSpan(0, 0));
        }
        catch (JsonTextException error)
        {
            var place = SourceSpan.From(lines, error.Place);
            return Refused(file, Problem.At(Descriptors.NotJson, file.Path, place, error.Message));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return Refused(file, Problem.At(Descriptors.Failed, file.Path, SourceSpan.From(lines, default), file.ModelId, Descriptors.Thrown(error)));
        }
    }

    /// <summary>What is wrong with a file that others refer to.</summary>
    /// <param name="file">The file.</param>
    /// <returns>Null for an object of JSON.</returns>
    public static Problem? Check(ReferenceFile file)
    {
        var lines = SourceText.From(file.Text).Lines;
        try
        {
            return JsonText.Read(file.Text) is JObject
                ? null
                : throw new JsonTextException("The file holds a JSON value where an object with a schema should be", new TextSpan(0, 0));
        }
        catch (JsonTextException error)
        {
            return Problem.At(Descriptors.NotJson, file.Path, SourceSpan.From(lines, error.Place), error.Message);
        }
    }

    private static NormalizedSchema Refused(SchemaFile file, Problem problem) => new(file, "", default, new([problem]));

    private static NormalizedSchema Normalize(SchemaFile file, JObject document, TextLineCollection lines)
    {
        if (file.References.Count > 0)
        {
            ForeignReferences.Embed(document, file.Name, [.. file.References.Select(other => other.Name)], name => Read(file, name));
        }

        var root = SchemaDialect.Normalize(document, file.Role);
        var places = new PlaceList(lines);
        places.Add(root);
        return new NormalizedSchema(file, root.ToString(Formatting.None), places.ToArray(), default);
    }

    /// <summary>What stands in another file has no place in this one.</summary>
    private static JObject? Read(SchemaFile file, string name)
    {
        try
        {
            return JsonText.Read(file.References.First(other => other.Name == name).Text).DeepClone(new JsonCloneSettings { CopyAnnotations = false }) as JObject;
        }
        catch (JsonTextException)
        {
            return null;   // told at the file itself
        }
    }
}
