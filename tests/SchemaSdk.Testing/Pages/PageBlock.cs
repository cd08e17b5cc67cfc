namespace SchemaSdk.Testing;

/// <param name="Page">The page that it stands on.</param>
/// <param name="Line">Of the opening fence, from 1.</param>
/// <param name="Language">The word after the fence.</param>
/// <param name="Arguments">The rest of the line of the fence.</param>
/// <param name="Code">As it is printed.</param>
public sealed record PageBlock(string Page, int Line, string Language, string Arguments, string Code)
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

    /// <summary>The files of a new project, of which the second is the block and nothing else.</summary>
    public IReadOnlyList<string> Files() => [ImplicitUsings, $"#line {Line + 1} \"{Page}\"\n{Code}"];
}
