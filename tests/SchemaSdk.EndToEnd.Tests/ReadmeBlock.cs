namespace SchemaSdk.EndToEnd.Tests;

/// <param name="Page">Where it stands.</param>
/// <param name="Line">Of the opening fence, from 1.</param>
/// <param name="Code">As it is printed.</param>
internal sealed record ReadmeBlock(string Page, int Line, string Code)
{
    // What `dotnet new console` switches on.
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // What the first block of the README says once for all that continue it.
    private const string FirstBlock =
        """
        using SchemaSdk;
        using SchemaSdk.RunComfy;
        """;

    private bool IsReadme => Page == "README.md";

    private const string Client = "using var client = new RunComfyClient();";

    /// <summary>A whole program. A block that makes no client of its own continues the first one.</summary>
    public string Program()
    {
        var lines = Code.Split('\n');
        var usings = lines.Where(IsUsing);
        var statements = lines.Where(line => !IsUsing(line));
        var isWhole = Code.Contains(" client = ", StringComparison.Ordinal);

        return string.Join(
            '\n',
            [
                ImplicitUsings,
                isWhole && IsReadme ? "" : FirstBlock,
                .. usings,
                isWhole ? "" : Client,
                $"#line {Line + 1} \"{Page}\"",
                .. statements,
            ]);
    }

    private static bool IsUsing(string line) =>
        line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('=', StringComparison.Ordinal);
}
