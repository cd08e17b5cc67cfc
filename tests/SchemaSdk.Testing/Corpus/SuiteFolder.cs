namespace SchemaSdk.Testing;

/// <summary>Finds suites of schemas with valid and invalid instances.</summary>
public static class SuiteFolder
{
    /// <summary>The suite of this repository, in the format of the JSON-Schema-Test-Suite.</summary>
    public static string Own { get; } = SourceTree.PathOf("tests/Suite");

    /// <summary>
    /// All suites that exist: that of this repository, and the JSON-Schema-Test-Suite in the folder that <c>SCHEMASDK_SUITE</c> names, or
    /// else in <c>shared/json-schema-suite</c> next to the repository.
    /// </summary>
    public static TheoryData<string> All => Find() is { } official ? [Own, official] : [Own];

    private static string? Find()
    {
        var beside = Path.GetFullPath(SourceTree.PathOf("../shared/json-schema-suite"));
        return Environment.GetEnvironmentVariable("SCHEMASDK_SUITE") is { Length: > 0 } named ? named
            : Directory.Exists(beside) ? beside
            : null;
    }
}
