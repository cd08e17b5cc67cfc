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
        if (file.ModelId is null)
        {
            return Refused(file, file.IdProblem!);
        }

        var schema = Read(file.Path, file.Written, "an object with a schema", out var problem);
        var patch = problem is null && file.Patch is not null ? Read(file.Patch.Path, file.Patch.Written, "an object with a JSON Merge Patch", out problem) : null;
        if (problem is not null)
        {
            return Refused(file, problem);
        }

        try
        {
            return Normalize(file, schema!, patch);
        }
        catch (JsonTextException error)
        {
            return Refused(file, Problem.At(Descriptors.NotJson, file.Path, SourceSpan.From(SourceText.From(file.Written).Lines, error.Place), error.Message));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return Refused(file, Problem.At(Descriptors.Failed, file.Path, SourceSpan.FileStart, file.ModelId, Descriptors.Thrown(error)));
        }
    }

    /// <summary>What is wrong with a file that others refer to.</summary>
    /// <param name="file">The file.</param>
    /// <returns>Null for an object of JSON.</returns>
    public static Problem? Check(ReferenceFile file)
    {
        Read(file.Path, file.Written, "an object with a schema", out var problem);
        return problem;
    }

    private static NormalizedSchema Refused(SchemaFile file, Problem problem) => new(file, "", default, new([problem]));

    private static NormalizedSchema Normalize(SchemaFile file, JObject document, JObject? patch)
    {
        var places = new SchemaPlaces(file);
        var problems = patch is null ? default : new PatchProblems(file, places).Apply(document, patch);
        if (file.References.Count > 0)
        {
            ForeignReferences.Embed(document, file.Name, [.. file.References.Select(other => other.Name)], (name, reference) =>
            {
                var other = file.References.First(other => other.Name == name);
                places.Refer(other.Path, reference);

                // What is wrong with it is told once, at the file itself.
                return Read(other.Path, other.Written, "", out _);
            });
        }

        var root = SchemaDialect.Normalize(document, file.Role);
        return new NormalizedSchema(file, root.ToString(Formatting.None), places.Below(root), problems);
    }

    private static JObject? Read(string path, string text, string expected, out Problem? problem)
    {
        try
        {
            problem = null;
            return JsonText.Read(text, path) as JObject
                ?? throw new JsonTextException($"The file holds a JSON value where {expected} should be", new TextSpan(0, 0));
        }
        catch (JsonTextException error)
        {
            problem = Problem.At(Descriptors.NotJson, path, SourceSpan.From(SourceText.From(text).Lines, error.Place), error.Message);
            return null;
        }
    }
}
