using System.Globalization;

namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>Writes diagnostics as a build log shows them.</summary>
internal static class ProblemText
{
    /// <summary>
    /// Lists diagnostics as <c>SSDK002 warning schemas/x/input.json(1,1): text</c>, sorted. A diagnostic without a position is listed
    /// without a path.
    /// </summary>
    public static IReadOnlyList<string> Of(IEnumerable<Diagnostic> problems, string schemaRoot = SchemaText.Root)
    {
        var root = schemaRoot.TrimEnd('/');
        var folder = root[..(root.LastIndexOf('/') + 1)];
        return [.. problems.Select(problem => Of(problem).Replace(folder, "", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Lists diagnostics with their lengths, and with the additional positions that only an editor shows.</summary>
    public static IReadOnlyList<string> Whole(IEnumerable<Diagnostic> problems) =>
        [
            .. problems.Select(problem => string.Join(" ", [Of(problem), problem.Location, .. problem.AdditionalLocations]))
                .Order(StringComparer.Ordinal)
        ];

    private static string Of(Diagnostic problem)
    {
        var place = problem.Location.GetLineSpan();
        var where = place.IsValid ? $" {place.Path}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1})" : "";
        return $"{problem.Id} {problem.Severity.ToString().ToLowerInvariant()}{where}: {problem.GetMessage(CultureInfo.InvariantCulture)}";
    }
}
