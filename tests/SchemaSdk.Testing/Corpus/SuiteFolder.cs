namespace SchemaSdk.Testing;

/// <summary>Finds suites of schemas with valid and invalid instances.</summary>
public static class SuiteFolder
{
    /// <summary>The suite of this repository, in the format of the JSON-Schema-Test-Suite.</summary>
    public static string Own { get; } = SourceTree.PathOf("tests/Suite");

    /// <summary>
    /// The folder of the JSON-Schema-Test-Suite: the value of <c>SCHEMASDK_SUITE</c>, or else <c>shared/json-schema-suite</c> next to the
    /// repository. Null if that folder is missing.
    /// </summary>
    public static string? Official { get; } = Find();

    /// <summary>All suites that exist.</summary>
    public static TheoryData<string> All => Official is null ? [Own] : [Own, Official];

    private static string? Find()
    {
        var beside = Path.GetFullPath(SourceTree.PathOf("../shared/json-schema-suite"));
        return Environment.GetEnvironmentVariable("SCHEMASDK_SUITE") is { Length: > 0 } named ? named
            : Directory.Exists(beside) ? beside
            : null;
    }
}
