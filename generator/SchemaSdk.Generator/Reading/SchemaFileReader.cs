using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Files;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Reading;

/// <summary>Reads schema files from additional files and their MSBuild metadata.</summary>
internal static class SchemaFileReader
{
    /// <summary>Reads a file if it is a schema.</summary>
    /// <param name="file">Any additional file.</param>
    /// <param name="options">Its metadata, and the project's properties.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>Null for a file that is neither an input nor an output schema.</returns>
    public static SchemaFile? TryRead(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken)
    {
        SchemaRole? role = Option(options.GetOptions(file), "build_metadata.AdditionalFiles.ModelSchemaKind") switch
        {
            nameof(SchemaFileKind.Input) => SchemaRole.Input,
            nameof(SchemaFileKind.Output) => SchemaRole.Output,
            _ => null,
        };
        return role is null ? null : Found(file, options, cancellationToken).ToSchema(role.Value);
    }

    /// <summary>Reads a file if it changes a schema.</summary>
    /// <param name="file">Any additional file.</param>
    /// <param name="options">Its metadata, and the project's properties.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>Null for a file of another kind.</returns>
    public static PatchFile? TryReadPatch(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken)
    {
        SchemaRole? role = Option(options.GetOptions(file), "build_metadata.AdditionalFiles.ModelSchemaKind") switch
        {
            nameof(SchemaFileKind.InputPatch) => SchemaRole.Input,
            nameof(SchemaFileKind.OutputPatch) => SchemaRole.Output,
            _ => null,
        };
        return role is null ? null : Found(file, options, cancellationToken).ToPatch(role.Value);
    }

    /// <summary>Reads a file if others may refer to it.</summary>
    /// <param name="file">Any additional file.</param>
    /// <param name="options">Its metadata, and the project's properties.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>Null for a file of another kind.</returns>
    public static ReferenceFile? TryReadReference(
        AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken) =>
        Option(options.GetOptions(file), "build_metadata.AdditionalFiles.ModelSchemaKind") == nameof(SchemaFileKind.Reference)
            ? Found(file, options, cancellationToken).ToReference()
            : null;

    /// <summary>The build escapes the root, because the compiler takes what follows a "#" or ";" in a property for a comment.</summary>
    private static FoundFile Found(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken) => new(
        file.Path,
        Uri.UnescapeDataString(Option(options.GlobalOptions, "build_property.ModelSchemaRootEscaped")),
        Option(options.GetOptions(file), "build_metadata.AdditionalFiles.ModelId"),
        file.GetText(cancellationToken)?.ToString() ?? "");

    private static string Option(AnalyzerConfigOptions options, string key) => options.TryGetValue(key, out var value) ? value.Trim() : "";
}
