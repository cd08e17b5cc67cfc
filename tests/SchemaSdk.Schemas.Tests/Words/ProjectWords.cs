using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Files;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Schemas.Tests.Words;

/// <summary>Finds the problems in a whole project, and formats them as in a build log.</summary>
internal static class ProjectWords
{
    private const string Root = "/repo/schemas/";

    private static readonly ClientOptions Client = new("TestClient", "Acme.Sdk", "public", ClientOptions.UsualService);

    /// <summary>Lists the problems, sorted, as <c>SSDK002 warning schemas/x/input.json(1,1): text</c>.</summary>
    public static IReadOnlyList<string> Problems(params (string Path, string Text)[] files)
    {
        var project = new SchemaFolder(Root, isProject: false).Read(files.Select(file => (Root + file.Path, file.Text)), default);
        return [.. SchemaCompiler.Compile(project, Client).Problems.Select(Line).Order(StringComparer.Ordinal)];
    }

    private static string Line(Problem problem)
    {
        var severity = ProblemKinds.ById(problem.Id).IsError ? "error" : "warning";
        var place = $"({problem.Place.StartLine + 1},{problem.Place.StartColumn + 1})";
        return $"{problem.Id} {severity} {problem.Path}{place}: {problem.Message}".Replace("/repo/", "", StringComparison.Ordinal);
    }
}
