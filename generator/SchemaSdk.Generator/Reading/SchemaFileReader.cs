using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Files;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Reading;

/// <summary>Reads schemas, patches and reference files from additional files and their MSBuild metadata.</summary>
internal static class SchemaFileReader
{
    /// <summary>Reads a schema; returns null for any other file.</summary>
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

    /// <summary>Reads a patch; returns null for any other file.</summary>
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

    /// <summary>Reads a file that schemas may refer to; returns null for any other file.</summary>
    public static ReferenceFile? TryReadReference(
        AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken) =>
        Option(options.GetOptions(file), "build_metadata.AdditionalFiles.ModelSchemaKind") == nameof(SchemaFileKind.Reference)
            ? Found(file, options, cancellationToken).ToReference()
            : null;

    /// <summary>
    /// The build escapes the schema root, because the compiler treats "#" and ";" in a property value as the start of a comment.
    /// </summary>
    private static FoundFile Found(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken) => new(
        file.Path,
        Uri.UnescapeDataString(Option(options.GlobalOptions, "build_property.ModelSchemaRootEscaped")),
        Option(options.GetOptions(file), "build_metadata.AdditionalFiles.ModelId"),
        file.GetText(cancellationToken)?.ToString() ?? "");

    private static string Option(AnalyzerConfigOptions options, string key) => options.TryGetValue(key, out var value) ? value.Trim() : "";
}
