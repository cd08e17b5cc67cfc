using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests.Suite;

/// <summary>A test over the corpus that <c>SCHEMASDK_CORPUS</c> names, or that lies beside the repository; skipped without it.</summary>
internal sealed class RecordedFactAttribute : FactAttribute
{
    public RecordedFactAttribute() => Skip = Corpus is null ? "SCHEMASDK_CORPUS is not set." : null;

    public static string? Corpus { get; } = Environment.GetEnvironmentVariable("SCHEMASDK_CORPUS")
        ?? (Directory.Exists(Beside) ? Beside : null);

    private static string Beside => Path.GetFullPath(Path.Combine(Repository.Root, "../shared/corpus"));
}
