using SchemaSdk;

namespace Quickstart;

/// <summary>A job that succeeded, and the files that it made.</summary>
internal sealed record Finished(string RequestId, IReadOnlyList<ModelFile> Files);
