using SchemaSdk;

namespace Quickstart;

/// <summary>A job that succeeded, with its files.</summary>
internal sealed record Finished(string RequestId, IReadOnlyList<ModelFile> Files);
