using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests.Suite;

/// <summary>Finds suites of schemas with values and verdicts: a small one of our own, and the JSON-Schema-Test-Suite.</summary>
internal static class SuiteFolder
{
    /// <summary>The one that was written for these tests, in the form of the other.</summary>
    public static string Own { get; } = Path.Combine(Repository.Tests, "Suite", "Own");

    /// <summary>
    /// The JSON-Schema-Test-Suite at the path that <c>SCHEMASDK_SUITE</c> names, or beside the repository; null if there is none.
    /// </summary>
    public static string? Official { get; } = Find();

    /// <summary>The folders to run over, one after the other.</summary>
    public static TheoryData<string> All => Official is null ? [Own] : [Own, Official];

    private static string? Find()
    {
        var beside = Path.GetFullPath(Path.Combine(Repository.Root, "../shared/json-schema-suite"));
        return Environment.GetEnvironmentVariable("SCHEMASDK_SUITE") is { Length: > 0 } named ? named
            : Directory.Exists(beside) ? beside
            : null;
    }
}
