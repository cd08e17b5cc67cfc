using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Reading;

/// <summary>Converts the text of a file to plain JSON Schema, and records the file position of every value.</summary>
internal static class SchemaNormalizer
{
    /// <summary>Normalizes one file. Never throws.</summary>
    public static NormalizedSchema Normalize(SchemaFile file)
    {
        if (file.ModelId is null)
        {
            return Refused(file, file.IdProblem!);
        }

        var reading = new SchemaReading(file.Path, file.ModelId, file.Written);
        var schema = reading.Read("an object with a schema");
        var (problems, patch) = (reading.Problems.ToList(), (JsonObject?)null);
        if (schema is not null && file.Patch is not null)
        {
            var patchReading = new SchemaReading(file.Patch.Path, file.ModelId, file.Patch.Written);
            patch = patchReading.Read("an object with a JSON Merge Patch");
            problems.AddRange(patchReading.Problems);
        }

        if (schema is null || (patch is null && file.Patch is not null))
        {
            return new(file, null, new SchemaPlaces(file), problems.ToEquatableArray());
        }

        try
        {
            return Normalize(file, schema, patch, problems);
        }
        catch (JsonTextException error)
        {
            return Refused(
                file, Problem.At(ProblemKinds.NotJson, file.Path, SourceSpan.From(TextLines.Of(file.Written), error.Place), error.Message));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return Refused(
                file, Problem.At(ProblemKinds.Failed, file.Path, SourceSpan.FileStart, file.ModelId, ProblemKinds.Thrown(error)));
        }
    }

    public static EquatableArray<Problem> Check(ReferenceFile file)
    {
        var reading = new SchemaReading(file.Path, file.Name, file.Written);
        var document = reading.Read("an object with a schema");
        var lines = TextLines.Of(file.Written);
        var slips = new WrittenSlips(file.Name, part => new FilePlace(file.Path, SourceSpan.From(lines, part.Place)));
        return reading.Problems.Concat(document is null ? [] : slips.In(document)).ToEquatableArray();
    }

    private static NormalizedSchema Refused(SchemaFile file, Problem problem) => new(file, null, new SchemaPlaces(file), new([problem]));

    private static NormalizedSchema Normalize(SchemaFile file, JsonObject document, JsonObject? patch, IEnumerable<Problem> read)
    {
        var places = new SchemaPlaces(file);
        var patched = patch is null ? default : new PatchProblems(file, places).Apply(document, patch);
        var slips = new WrittenSlips(file.ModelId!, places.Of).In(document);
        var problems = read.Concat(patched).Concat(slips).ToEquatableArray();
        if (file.References.Count > 0)
        {
            ForeignReferences.Embed(document, file.Name, [.. file.References.Select(other => other.Name)], (name, reference) =>
            {
                var other = file.References.First(other => other.Name == name);
                places.Refer(other.Path, reference);

                // Ignore the problems in the other file here, because Check reports them once, at that file.
                return new SchemaReading(other.Path, other.Name, other.Written).Read("");
            });
        }

        var root = SchemaDialect.Normalize(document, file.Role);
        return new NormalizedSchema(file, root, places, problems) { OwnKeywords = new SchemaSize(root).OwnKeywords };
    }
}
