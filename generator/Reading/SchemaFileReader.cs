using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SchemaSdk.Generator.Dialect;
using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Reading;

/// <summary>Additional file and its MSBuild metadata -> schema file.</summary>
internal static class SchemaFileReader
{
    /// <summary>Reads a file if it is a schema.</summary>
    /// <param name="file">Any additional file.</param>
    /// <param name="options">Its metadata, and the project's properties.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null for a file that is no input and no output schema.</returns>
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
        return new SchemaFile(file.Path, IdOf(file, options, role.Value), role.Value, text)
        {
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
        return new PatchFile(file.Path, IdOf(file, options, role.Value), role.Value, text, ForeignReferences.Mentioned(text).ToEquatableArray());
    }

    /// <summary>Reads a file if others may refer to it.</summary>
    /// <param name="file">Any additional file.</param>
    /// <param name="options">Its metadata, and the project's properties.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null for a file of another kind.</returns>
    public static ReferenceFile? TryReadReference(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken)
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

    private static string? IdOf(AdditionalText file, AnalyzerConfigOptionsProvider options, SchemaRole role)
    {
        var given = Option(options.GetOptions(file), "build_metadata.AdditionalFiles.ModelId");
        return given.Length > 0
            ? ModelIds.Check(given, role)
            : ModelIds.FromPath(file.Path, Option(options.GlobalOptions, "build_property.ModelSchemaRootFullPath"), role);
    }

    private static string NameOf(AdditionalText file, AnalyzerConfigOptionsProvider options) =>
        ModelIds.BelowRoot(file.Path, Option(options.GlobalOptions, "build_property.ModelSchemaRootFullPath")) ?? file.Path.Replace('\\', '/');

    private static string Option(AnalyzerConfigOptions options, string key) => options.TryGetValue(key, out var value) ? value.Trim() : "";
}
