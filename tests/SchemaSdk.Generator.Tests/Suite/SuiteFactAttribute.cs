using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests.Suite;

/// <summary>A test over the JSON-Schema-Test-Suite that <c>SCHEMASDK_SUITE</c> names, or that lies beside the repository; skipped without it.</summary>
internal sealed class SuiteFactAttribute : FactAttribute
{
    public SuiteFactAttribute() => Skip = Folder is null ? "SCHEMASDK_SUITE is not set." : null;

    public static string? Folder { get; } = Environment.GetEnvironmentVariable("SCHEMASDK_SUITE")
        ?? (Directory.Exists(Beside) ? Beside : null);

    private static string Beside => Path.GetFullPath(Path.Combine(Repository.Root, "../shared/json-schema-suite"));
}
