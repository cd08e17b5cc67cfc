using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Files;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Reading;

/// <summary>Reads schemas, patches, reference files and lock files from additional files and their MSBuild metadata.</summary>
internal static class SchemaFileReader
{
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

    public static ReferenceFile? TryReadReference(
        AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken) =>
        Option(options.GetOptions(file), "build_metadata.AdditionalFiles.ModelSchemaKind") == nameof(SchemaFileKind.Reference)
            ? Found(file, options, cancellationToken).ToReference()
            : null;

    public static LockFile? TryReadLock(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken) =>
        Option(options.GetOptions(file), "build_metadata.AdditionalFiles.ModelSchemaKind") == LockFile.Kind
            ? new LockFile(file.Path, file.GetText(cancellationToken)?.ToString() ?? "")
            : null;

    /// <summary>
    /// Reads a file from a schema folder. Unescapes the schema root and the model id. The build escapes them, because the compiler treats
    /// "#" and ";" in a value as the start of a comment.
    /// </summary>
    private static FoundFile Found(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken)
    {
        var (item, project) = (options.GetOptions(file), options.GlobalOptions);
        var root = Option(item, "build_metadata.AdditionalFiles.ModelSchemaRootEscaped") is { Length: > 0 } own
            ? own
            : Option(project, "build_property.ModelSchemaRootEscaped");
        return new FoundFile(
            file.Path,
            Uri.UnescapeDataString(root),
            Uri.UnescapeDataString(Option(item, "build_metadata.AdditionalFiles.ModelIdEscaped")).Trim(),
            file.GetText(cancellationToken)?.ToString() ?? "")
        {
            Client = ClientOptionsReader.ReadOwn(item, project),
        };
    }

    private static string Option(AnalyzerConfigOptions options, string key) => options.TryGetValue(key, out var value) ? value.Trim() : "";
}
