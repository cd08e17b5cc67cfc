using SchemaSdk.Services;

namespace SchemaSdk.Tool.Infer;

/// <summary>The settings of <c>schemasdk infer</c>.</summary>
/// <param name="Samples">The files, folders and patterns as they were typed.</param>
/// <param name="Folder">The full path of the schema folder.</param>
/// <param name="Output">The file to write, as it was typed; <c>-</c> for standard output.</param>
internal sealed record InferSettings(IReadOnlyList<string> Samples, string Folder, string Output)
{
    internal const string StandardOutput = "-";

    /// <summary>The service. Each sample may be a complete answer from this service.</summary>
    internal required ServiceProfile Service { get; init; }

    /// <summary>The id of the model whose schema is written; null if the schema is written to <see cref="Output"/>.</summary>
    internal string? Id { get; init; }

    /// <summary>The location of the output in each sample; null if each sample is a service's answer or the output itself.</summary>
    internal SamplePlace? At { get; init; }

    internal bool Overwrites { get; init; }
}
