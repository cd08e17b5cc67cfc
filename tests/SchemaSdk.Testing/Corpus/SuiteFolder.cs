namespace SchemaSdk.Testing;

/// <summary>Finds suites of schemas, values and whether they are valid: our own, and the JSON-Schema-Test-Suite.</summary>
public static class SuiteFolder
{
    /// <summary>Our own suite, in the format of the JSON-Schema-Test-Suite.</summary>
    public static string Own { get; } = SourceTree.PathOf("tests/Suite");

    /// <summary>
    /// The JSON-Schema-Test-Suite: in the folder that <c>SCHEMASDK_SUITE</c> names, or beside the repository. Null if neither exists.
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
