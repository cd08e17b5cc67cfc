using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Generator.Reading;

/// <summary>Additional file and its MSBuild metadata -> schema file.</summary>
internal static class SchemaFileReader
{
    /// <summary>Reads a file if it is a schema.</summary>
    /// <param name="file">Any additional file.</param>
    /// <param name="options">Its metadata, and the project's properties.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null for a file that is neither an input nor an output schema.</returns>
    public static SchemaFile? TryRead(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken)
    {
        SchemaRole? role = Option(options.GetOptions(file), "build_metadata.AdditionalFiles.ModelSchemaKind") switch
        {
            "Input" => SchemaRole.Input,
            "Output" => SchemaRole.Output,
            _ => null,
        };
        if (role is null)
        {
            return null;
        }

        var text = TextOf(file, cancellationToken);
        var (id, problem) = IdOf(file, options, role.Value);
        return new SchemaFile(file.Path, id, role.Value, text)
        {
            IdProblem = problem,
            Name = NameOf(file, options),
            Mentioned = ForeignReferences.Mentioned(text).ToEquatableArray(),
        };
    }

    /// <summary>Reads a file if it changes a schema.</summary>
    /// <param name="file">Any additional file.</param>
    /// <param name="options">Its metadata, and the project's properties.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null for a file of another kind.</returns>
    public static PatchFile? TryReadPatch(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken)
    {
        SchemaRole? role = Option(options.GetOptions(file), "build_metadata.AdditionalFiles.ModelSchemaKind") switch
        {
            "InputPatch" => SchemaRole.Input,
            "OutputPatch" => SchemaRole.Output,
            _ => null,
        };
        if (role is null)
        {
            return null;
        }

        var text = TextOf(file, cancellationToken);
        var (id, problem) = IdOf(file, options, role.Value);
        return new PatchFile(file.Path, id, role.Value, text, ForeignReferences.Mentioned(text).ToEquatableArray()) { IdProblem = problem };
    }

    /// <summary>Reads a file if others may refer to it.</summary>
    /// <param name="file">Any additional file.</param>
    /// <param name="options">Its metadata, and the project's properties.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null for a file of another kind.</returns>
    public static ReferenceFile? TryReadReference(
        AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken)
    {
        if (Option(options.GetOptions(file), "build_metadata.AdditionalFiles.ModelSchemaKind") != "Reference")
        {
            return null;
        }

        var text = TextOf(file, cancellationToken);
        return new ReferenceFile(file.Path, NameOf(file, options), text, ForeignReferences.Mentioned(text).ToEquatableArray());
    }

    private static string TextOf(AdditionalText file, CancellationToken cancellationToken) =>
        file.GetText(cancellationToken)?.ToString() ?? "";

    private static (string? Id, Problem? Problem) IdOf(AdditionalText file, AnalyzerConfigOptionsProvider options, SchemaRole role)
    {
        var given = Option(options.GetOptions(file), "build_metadata.AdditionalFiles.ModelId");
        if (given.Length > 0)
        {
            return ModelIds.FaultOf(given) is { } fault
                ? (null, Problem.At(ProblemKinds.ModelIdMalformed, file.Path, SourceSpan.FileStart, given, fault, ModelIds.Mend(given)))
                : (given, null);
        }

        return ModelIds.FromPath(file.Path, RootOf(options), role) is { } id
            ? (id, null)
            : (null, Problem.At(ProblemKinds.NoModelId, file.Path, SourceSpan.FileStart, file.Path));
    }

    private static string NameOf(AdditionalText file, AnalyzerConfigOptionsProvider options) =>
        ModelIds.BelowRoot(file.Path, RootOf(options)) ?? file.Path.Replace('\\', '/');

    /// <summary>Escaped by the build: what follows a "#" or a ";" in a property is a comment to the compiler.</summary>
    private static string RootOf(AnalyzerConfigOptionsProvider options) =>
        Uri.UnescapeDataString(Option(options.GlobalOptions, "build_property.ModelSchemaRootEscaped"));

    private static string Option(AnalyzerConfigOptions options, string key) => options.TryGetValue(key, out var value) ? value.Trim() : "";
}
