namespace SchemaSdk.Testing;

/// <summary>A code block of a page.</summary>
/// <param name="Page">The path of the page.</param>
/// <param name="Line">The line number of the opening fence, from 1.</param>
/// <param name="Language">The word after the opening fence.</param>
/// <param name="Arguments">The rest of the opening fence's line.</param>
/// <param name="Code">The code.</param>
public sealed record PageBlock(string Page, int Line, string Language, string Arguments, string Code)
{
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

    /// <summary>The files of a new project. The second one contains the block.</summary>
    public IReadOnlyList<string> Files() => [ImplicitUsings, $"#line {Line + 1} \"{Page}\"\n{Code}"];
}
